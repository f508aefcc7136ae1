using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.MiningBonds;

/// <summary>What makes an issue a mining government bond: the weights of its technical value, fixed at issue.</summary>
public sealed class MiningSeriesRow
{
    public long IssueId { get; set; }

    /// <summary>The index on the day of the first scores.</summary>
    public decimal BaseValue { get; set; }

    public decimal WeightSecurity { get; set; }

    public decimal WeightReliability { get; set; }

    public decimal WeightDevelopment { get; set; }

    public decimal WeightRecognition { get; set; }
}

internal sealed class MiningSeriesRowTable : IEntityTypeConfiguration<MiningSeriesRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MiningSeriesRow> builder)
    {
        builder.ToTable("mining_series");
        builder.HasKey(row => row.IssueId);
        builder.Property(row => row.IssueId).ValueGeneratedNever();
        builder.Property(row => row.BaseValue).HasPrecision(12, 4);
        builder.Property(row => row.WeightSecurity).HasPrecision(6, 2);
        builder.Property(row => row.WeightReliability).HasPrecision(6, 2);
        builder.Property(row => row.WeightDevelopment).HasPrecision(6, 2);
        builder.Property(row => row.WeightRecognition).HasPrecision(6, 2);
    }
}
