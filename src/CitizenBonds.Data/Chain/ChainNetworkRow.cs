using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Chain;

/// <summary>The chain this database belongs to, and how far it has grown.</summary>
public sealed class ChainNetworkRow
{
    public bool OnlyRow { get; set; } = true;

    public long ChainId { get; set; }

    public required string GenesisHash { get; set; }

    /// <summary>The newest block the node named.</summary>
    public long HeadNumber { get; set; }

    public DateTimeOffset SeenAt { get; set; }
}

internal sealed class ChainNetworkRowTable : IEntityTypeConfiguration<ChainNetworkRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ChainNetworkRow> builder)
    {
        builder.ToTable("chain_network");
        builder.HasKey(row => row.OnlyRow);
    }
}
