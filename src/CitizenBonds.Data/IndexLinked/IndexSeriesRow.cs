using CitizenBonds.Domain.IndexLinked;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.IndexLinked;

/// <summary>What makes an issue an index-linked perpetual bond.</summary>
public sealed class IndexSeriesRow
{
    public long IssueId { get; set; }

    public IndexBasket Basket { get; set; }

    public long SharePpm { get; set; }

    public int AgeDaysMax { get; set; }

    /// <summary>Each metal with weight and base price, JSON; null until the second person has approved.</summary>
    public string? Metals { get; set; }

    /// <summary>When holders were told that they may sell back; null before.</summary>
    public DateTimeOffset? OptionAnnouncedAt { get; set; }
}

internal sealed class IndexSeriesRowTable : IEntityTypeConfiguration<IndexSeriesRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<IndexSeriesRow> builder)
    {
        builder.ToTable("index_series");
        builder.HasKey(row => row.IssueId);
        builder.Property(row => row.IssueId).ValueGeneratedNever();
        builder.Property(row => row.Metals).HasColumnType("jsonb");
    }
}
