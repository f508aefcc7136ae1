using System.Text.Json.Serialization;
using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Verifier.Commands;

/// <summary>The published programme as a document. Money is whole yen, shares are fractions (0.25 is 25 %).</summary>
internal sealed record BuybackDocument
{
    public required long Target { get; init; }

    public required decimal Gain { get; init; }

    public double Eta { get; init; }

    public decimal Margin { get; init; }

    public long? OperationMax { get; init; }

    public decimal Participation { get; init; } = 0.25m;

    public decimal Concentration { get; init; } = 0.33m;

    public int WindowHours { get; init; } = 24;

    public int TicksWhenAgreed { get; init; } = HampelFilter.Default.TicksWhenAgreed;

    public required DateTimeOffset IssuedAt { get; init; }

    public required long Denomination { get; init; }

    public required long SeriesOutstanding { get; init; }

    public long SeriesHeld { get; init; }

    public long? IssuerOutstanding { get; init; }

    public long IssuerHeld { get; init; }

    public IReadOnlyList<TradeEntry> Trades { get; init; } = [];

    public required IReadOnlyList<StepEntry> Steps { get; init; }

    /// <summary>Cleared again, each from its own offers.</summary>
    public IReadOnlyList<BuybackAuctionEntry> Auctions { get; init; } = [];

    public BuybackPolicy ToPolicy()
    {
        var policy = new BuybackPolicy
        {
            Target = Money.FromYen(Target),
            Gain = ShareOf(Gain, "gain"),
            Elasticity = Eta,
            PriceMargin = ShareOf(Margin, "margin"),
            OperationMax = Money.FromYen(OperationMax ?? Target),
            Participation = ShareOf(Participation, "participation"),
            Concentration = ShareOf(Concentration, "concentration"),
        };
        return policy.FindFault() is { } fault ? throw new BadInputException($"{fault} is out of its range") : policy;
    }

    public void CheckRest()
    {
        if (Denomination <= 0) throw new BadInputException("denomination: above zero expected");
        if (WindowHours is < 1 or > 10_000) throw new BadInputException("window_hours: 1 to 10000 expected");
        if (TicksWhenAgreed < 0) throw new BadInputException("ticks_when_agreed: zero or more expected");
        if (SeriesOutstanding < 0 || SeriesHeld < 0 || IssuerOutstanding < 0 || IssuerHeld < 0)
            throw new BadInputException("outstanding and held: zero or more expected");
        RefuseNull(Trades, "trades");
        RefuseNull(Steps, "steps");
        for (var i = 0; i < Trades.Count; i++) Trades[i].Check($"trades[{i}]");
        for (var i = 0; i < Steps.Count; i++)
        {
            RefuseNull(Steps[i].Offers, $"steps[{i}].offers");
            if (Steps[i].AuctionQuantity < 0 || Steps[i].AuctionPaid < 0 || Steps[i].TradesSeen < 0)
                throw new BadInputException($"steps[{i}]: auctions and trades seen are zero or more");
            if (Steps[i].AuctionQuantity is null != Steps[i].AuctionPaid is null)
                throw new BadInputException($"steps[{i}]: auction_quantity and auction_paid come together");
            if (i > 0 && Steps[i].At < Steps[i - 1].At)
                throw new BadInputException($"steps[{i}].at: before the step before");
            for (var k = 0; k < Steps[i].Offers.Count; k++) Steps[i].Offers[k].Check($"steps[{i}].offers[{k}]");
        }
    }

    /// <summary>The parser lets null through as the element of a list.</summary>
    private static void RefuseNull<T>(IReadOnlyList<T> list, string name)
    {
        for (var i = 0; i < list.Count; i++)
            if (list[i] is null) throw new BadInputException($"{name}[{i}] is null");
    }

    private static Rate ShareOf(decimal fraction, string name)
    {
        var perMillion = fraction * 1_000_000m;
        if (perMillion != decimal.Truncate(perMillion) || perMillion is < 0 or > Rate.PerMillionMax)
            throw new BadInputException($"{name}: a fraction from 0 to 10 with up to six decimals expected");
        return Rate.FromPerMillion((long)perMillion);
    }

    internal sealed record TradeEntry
    {
        public required DateTimeOffset At { get; init; }

        public required long Price { get; init; }

        public required long Quantity { get; init; }

        public void Check(string where)
        {
            if (Price <= 0 || Quantity <= 0)
                throw new BadInputException($"{where}: price and quantity above zero expected");
        }
    }

    internal sealed record OfferEntry
    {
        public required long Price { get; init; }

        public required long Quantity { get; init; }

        public void Check(string where)
        {
            if (Price <= 0 || Quantity <= 0)
                throw new BadInputException($"{where}: price and quantity above zero expected");
        }
    }

    /// <summary>One operation. What the portal published is optional and checked where given.</summary>
    internal sealed record StepEntry
    {
        public required DateTimeOffset At { get; init; }

        public bool Stopped { get; init; }

        public IReadOnlyList<OfferEntry> Offers { get; init; } = [];

        /// <summary>How many of the trades, from the first, were known; left out: all before the moment.</summary>
        [JsonPropertyName("trades_seen")]
        public int? TradesSeen { get; init; }

        /// <summary>The number of a reverse auction between two slices; it is among the auctions.</summary>
        public long? Auction { get; init; }

        /// <summary>Of a reverse auction between two slices: counted as published, cleared on its own.</summary>
        [JsonPropertyName("auction_quantity")]
        public long? AuctionQuantity { get; init; }

        [JsonPropertyName("auction_paid")]
        public long? AuctionPaid { get; init; }

        [JsonPropertyName("published_quantity")]
        public long? PublishedQuantity { get; init; }

        [JsonPropertyName("published_sum")]
        public long? PublishedSum { get; init; }
    }
}
