namespace CitizenBonds.Data.Market;

/// <summary>What one batch writes beside the ledger.</summary>
public sealed class MarketRows
{
    public List<MarketSeriesRow> Series { get; } = [];

    /// <summary>Orders of this batch, as they are at its end.</summary>
    public List<(MarketLogRow Entry, MarketOrderRow Order)> Placed { get; } = [];

    /// <summary>Cancels and steps of the day.</summary>
    public List<MarketLogRow> Others { get; } = [];

    /// <summary>Orders of earlier batches, as they are now.</summary>
    public List<MarketOrderRow> ChangedOrders { get; } = [];

    public List<MarketTradeRow> Trades { get; } = [];

    /// <summary>Answers to commands from other machines, as JSON.</summary>
    public List<(long InboxId, string Answer)> Answers { get; } = [];
}
