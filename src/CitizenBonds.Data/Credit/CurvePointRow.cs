using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Credit;

/// <summary>One quoted yield of a government curve.</summary>
public sealed class CurvePointRow
{
    public required string Curve { get; set; }

    public DateOnly QuotedOn { get; set; }

    public int TenorMonths { get; set; }

    public decimal YieldPercent { get; set; }
}

internal sealed class CurvePointRowTable : IEntityTypeConfiguration<CurvePointRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<CurvePointRow> builder)
    {
        builder.ToTable("curve_points");
        builder.HasKey(row => new { row.Curve, row.QuotedOn, row.TenorMonths });
    }
}
