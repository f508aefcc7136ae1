namespace CitizenBonds.Data.Market;

/// <summary>What one batch writes beside the ledger.</summary>
public sealed class MarketRows
{
    public List<MarketSeriesRow> Series { get; } = [];

    /// <summary>Orders of this batch, as they are at its end.</summary>
    public List<(MarketLogRow Entry, MarketOrderRow Order)> Placed { get; } = [];

    /// <summary>The same, as they are sent, once <see cref="Pack"/> was called.</summary>
    internal CopyRows? PackedPlaced { get; private set; }

    /// <summary>Cancels and steps of the day.</summary>
    public List<MarketLogRow> Others { get; } = [];

    /// <summary>Orders of earlier batches, as they are now.</summary>
    public List<MarketOrderRow> ChangedOrders { get; } = [];

    public List<MarketTradeRow> Trades { get; } = [];

    /// <summary>Where the orders that rest are to be looked for; of series for which that changed.</summary>
    public List<(long SeriesId, string Ranges)> OpenRanges { get; } = [];

    /// <summary>Answers to commands from other machines, as JSON.</summary>
    public List<(long InboxId, string Answer)> Answers { get; } = [];

    /// <summary>Does beforehand what can be done while the batch before is still being committed.</summary>
    public void Pack() => PackedPlaced = MarketWriter.PackPlaced(Placed);
}
