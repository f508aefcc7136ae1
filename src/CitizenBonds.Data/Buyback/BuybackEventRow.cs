using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Buyback;

public enum BuybackEventKind
{
    Planned = 1,
    Started = 2,
    Paused = 3,
    Resumed = 4,
    Stopped = 5,
    Completed = 6,
    AuctionAnnounced = 7,
    AuctionCleared = 8,
}

/// <summary>One entry of a programme's history.</summary>
public sealed class BuybackEventRow
{
    public long Id { get; set; }

    public long ProgrammeId { get; set; }

    public BuybackEventKind Kind { get; set; }

    /// <summary>Null: the portal itself.</summary>
    public Guid? Actor { get; set; }

    public DateTimeOffset HappenedAt { get; set; }
}

internal sealed class BuybackEventRowTable : IEntityTypeConfiguration<BuybackEventRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<BuybackEventRow> builder)
    {
        builder.ToTable("buyback_events");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
