using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Custody;

/// <summary>A wallet whose owner has proven to hold its key. Personal: erased when the account is closed.</summary>
public sealed class WalletRow
{
    public long Id { get; set; }

    public Guid UserId { get; set; }

    public long InvestorId { get; set; }

    /// <summary>Small letters.</summary>
    public required string Address { get; set; }

    public DateTimeOffset LinkedAt { get; set; }

    /// <summary>Null for the one that counts.</summary>
    public DateTimeOffset? UnlinkedAt { get; set; }
}

internal sealed class WalletRowTable : IEntityTypeConfiguration<WalletRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<WalletRow> builder)
    {
        builder.ToTable("wallets", "identity");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
