using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Custody;

/// <summary>A series that has, or is about to have, its contract.</summary>
public sealed class ChainSeriesRow
{
    public long IssueId { get; set; }

    /// <summary>The ledger's number of the contract's first coupon: earlier ones were over.</summary>
    public int FirstCoupon { get; set; }

    /// <summary>How many coupons the contract pays.</summary>
    public int Coupons { get; set; }

    /// <summary>Issued on the chain.</summary>
    public long Tokens { get; set; }

    public DateTimeOffset PlannedAt { get; set; }

    /// <summary>When the contract was found to say what the ledger says; null before.</summary>
    public DateTimeOffset? MirroredAt { get; set; }

    /// <summary>Of the contract's, paid on the chain or about to be.</summary>
    public int CouponsPaid { get; set; }

    /// <summary>When the redemption on the chain was begun; null before.</summary>
    public DateTimeOffset? RedeemedAt { get; set; }
}

internal sealed class ChainSeriesRowTable : IEntityTypeConfiguration<ChainSeriesRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ChainSeriesRow> builder)
    {
        builder.ToTable("chain_series");
        builder.HasKey(row => row.IssueId);
        builder.Property(row => row.IssueId).ValueGeneratedNever();
    }
}
