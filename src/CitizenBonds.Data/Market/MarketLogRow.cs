using CitizenBonds.Domain.Market;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Market;

/// <summary>One accepted command, or one step of a trading day. Append only.</summary>
public sealed class MarketLogRow
{
    public long SeriesId { get; set; }

    public long Sequence { get; set; }

    public MarketEntryKind Kind { get; set; }

    /// <summary>Zero for a step of the day.</summary>
    public long InvestorId { get; set; }

    /// <summary>The idempotency key the investor gave; null for a step of the day.</summary>
    public string? ClientId { get; set; }

    public OrderSide Side { get; set; }

    public OrderType Type { get; set; }

    public long Price { get; set; }

    public long Quantity { get; set; }

    public DateOnly? GoodTill { get; set; }

    public long OrderSequence { get; set; }

    public SessionState Session { get; set; }

    public DateOnly? Day { get; set; }

    public TimeOnly? PausedUntil { get; set; }

    public DateTimeOffset AcceptedAt { get; set; }

    public MarketEntry ToEntry() => new()
    {
        Sequence = Sequence,
        Kind = Kind,
        InvestorId = InvestorId,
        Side = Side,
        Type = Type,
        Price = Price,
        Quantity = Quantity,
        GoodTill = GoodTill,
        OrderSequence = OrderSequence,
        Session = Session,
        Day = Day,
        PausedUntil = PausedUntil,
    };
}

internal sealed class MarketLogRowTable : IEntityTypeConfiguration<MarketLogRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MarketLogRow> builder)
    {
        builder.ToView("market_log", "portal");
        builder.HasKey(row => new { row.SeriesId, row.Sequence });
    }
}
