using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Market;

/// <summary>A close of a series: up to where the log was read, and what had come of it.</summary>
public sealed class MarketDayRow
{
    public long SeriesId { get; set; }

    /// <summary>The entry of the log that closed the day.</summary>
    public long LastSequence { get; set; }

    public DateOnly Day { get; set; }

    /// <summary>Number of the last trade; zero before the first.</summary>
    public long LastTrade { get; set; }

    /// <summary>JSON of how the series stood after the close.</summary>
    public required string State { get; set; }

    /// <summary>JSON of the day's record, compressed.</summary>
    public required byte[] Record { get; set; }
}

internal sealed class MarketDayRowTable : IEntityTypeConfiguration<MarketDayRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MarketDayRow> builder)
    {
        builder.ToTable("market_days");
        builder.HasKey(row => new { row.SeriesId, row.LastSequence });
        builder.Property(row => row.State).HasColumnType("jsonb");
    }
}
