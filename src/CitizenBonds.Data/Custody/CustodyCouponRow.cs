using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Custody;

/// <summary>A coupon whose record second fell into a movement, paid to whom the tokens belong.</summary>
public sealed class CustodyCouponRow
{
    public long MovementId { get; set; }

    public long RunId { get; set; }

    public long Yen { get; set; }
}

internal sealed class CustodyCouponRowTable : IEntityTypeConfiguration<CustodyCouponRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<CustodyCouponRow> builder)
    {
        builder.ToTable("custody_coupons");
        builder.HasKey(row => new { row.MovementId, row.RunId });
    }
}
