using CitizenBonds.Domain.Market;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Market;

/// <summary>Where the market of a series stands after the last batch, and who may write the next.</summary>
public sealed class MarketSeriesRow
{
    public long SeriesId { get; set; }

    public long LastSequence { get; set; }

    public long LastTrade { get; set; }

    public SessionState Session { get; set; }

    public DateOnly? SessionDay { get; set; }

    /// <summary>Local time; null unless paused.</summary>
    public TimeOnly? PausedUntil { get; set; }

    public bool HasPausedToday { get; set; }

    public bool IsHalted { get; set; }

    /// <summary>In yen.</summary>
    public long PreviousClose { get; set; }

    /// <summary>In yen; null before the first trade.</summary>
    public long? LastPrice { get; set; }

    public DateTimeOffset? LastAt { get; set; }

    /// <summary>When the next step of the day is due; null while nothing waits for one.</summary>
    public DateTimeOffset? NextDueAt { get; set; }

    /// <summary>Null: nobody yet.</summary>
    public Guid? Writer { get; set; }

    /// <summary>Grows with each new writer.</summary>
    public long Fence { get; set; }
}

internal sealed class MarketSeriesRowTable : IEntityTypeConfiguration<MarketSeriesRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MarketSeriesRow> builder)
    {
        builder.ToTable("market_series");
        builder.HasKey(row => row.SeriesId);
        builder.Property(row => row.SeriesId).ValueGeneratedNever();
    }
}
