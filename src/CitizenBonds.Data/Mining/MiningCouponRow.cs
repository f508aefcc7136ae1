using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Mining;

/// <summary>One coupon of one series.</summary>
public sealed class MiningCouponRow
{
    public long IssueId { get; set; }

    /// <summary>The closing key block.</summary>
    public long KeyHeight { get; set; }

    /// <summary>The key block's time: who holds then is paid.</summary>
    public DateTimeOffset RecordAt { get; set; }

    /// <summary>Of the exact fraction of a satoshi one bond earns.</summary>
    public required string Numerator { get; set; }

    public required string Denominator { get; set; }

    public MiningCouponState State { get; set; }

    /// <summary>Held at the record moment; null until paid, like the next three.</summary>
    public long? Tokens { get; set; }

    public int? Holders { get; set; }

    public long? PaidSatoshi { get; set; }

    /// <summary>When the key block was recorded.</summary>
    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? PaidAt { get; set; }
}

internal sealed class MiningCouponRowTable : IEntityTypeConfiguration<MiningCouponRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MiningCouponRow> builder)
    {
        builder.ToTable("mining_coupons");
        builder.HasKey(row => new { row.IssueId, row.KeyHeight });
    }
}
