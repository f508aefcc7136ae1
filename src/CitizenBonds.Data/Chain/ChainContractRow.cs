using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Chain;

/// <summary>A contract of ours and where it is.</summary>
public sealed class ChainContractRow
{
    /// <summary>Before the number of the issue whose series the contract is.</summary>
    public const string BondPrefix = "bond ";

    public required string Name { get; set; }

    public required string Address { get; set; }

    /// <summary>What deployed it; null when it was there before the portal.</summary>
    public long? TransactionId { get; set; }
}

internal sealed class ChainContractRowTable : IEntityTypeConfiguration<ChainContractRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ChainContractRow> builder)
    {
        builder.ToTable("chain_contracts");
        builder.HasKey(row => row.Name);
    }
}
