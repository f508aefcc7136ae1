using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Credit;

/// <summary>The published indicators of one fiscal year; a correction is a further version.</summary>
public sealed class IndicatorRow
{
    public long IssuerId { get; set; }

    public int FiscalYear { get; set; }

    public int Version { get; set; }

    /// <summary>Percent; null: not published.</summary>
    public decimal? RealDebtServiceRatio { get; set; }

    /// <summary>Percent; null: not published, or none when HasNoFutureBurden.</summary>
    public decimal? FutureBurdenRatio { get; set; }

    public bool HasNoFutureBurden { get; set; }

    public decimal? RealDeficitRatio { get; set; }

    public decimal? ConsolidatedDeficitRatio { get; set; }

    public decimal? FiscalCapabilityIndex { get; set; }

    public long? StandardFiscalScaleYen { get; set; }

    public bool IsScaleAssumed { get; set; }

    public required string Source { get; set; }

    public DateTimeOffset RecordedAt { get; set; }
}

internal sealed class IndicatorRowTable : IEntityTypeConfiguration<IndicatorRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<IndicatorRow> builder)
    {
        builder.ToTable("indicators");
        builder.HasKey(row => new { row.IssuerId, row.FiscalYear, row.Version });
    }
}
