namespace CitizenBonds.Data.Market;

/// <summary>What one batch writes beside the ledger.</summary>
public sealed class MarketRows
{
    public List<MarketSeriesRow> Series { get; } = [];

    public List<MarketLogRow> Log { get; } = [];

    public List<MarketOrderRow> NewOrders { get; } = [];

    /// <summary>Orders of earlier batches, as they are now.</summary>
    public List<MarketOrderRow> ChangedOrders { get; } = [];

    public List<MarketTradeRow> Trades { get; } = [];

    /// <summary>Answers to commands from other machines, as JSON.</summary>
    public List<(long InboxId, string Answer)> Answers { get; } = [];
}
