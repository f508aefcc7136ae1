using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Banking;

/// <summary>A person's registered bank account. Personal: erased when the account is closed.</summary>
public sealed class PayoutAccountRow
{
    public long Id { get; set; }

    public Guid UserId { get; set; }

    /// <summary>The account itself, encrypted with the portal's data protection.</summary>
    public required string Sealed { get; set; }

    public DateTimeOffset RegisteredAt { get; set; }

    public DateTimeOffset UsableFrom { get; set; }

    /// <summary>Null for the one that counts.</summary>
    public DateTimeOffset? ReplacedAt { get; set; }
}

internal sealed class PayoutAccountRowTable : IEntityTypeConfiguration<PayoutAccountRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<PayoutAccountRow> builder)
    {
        builder.ToTable("payout_accounts", "identity");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
