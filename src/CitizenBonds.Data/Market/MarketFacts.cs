using CitizenBonds.Data.Investors;

namespace CitizenBonds.Data.Market;

/// <summary>The answers to a <see cref="MarketQuestion"/>.</summary>
public sealed class MarketFacts
{
    /// <summary>The fence of each series, and how far its log reaches.</summary>
    public Dictionary<long, (long Fence, long LastSequence)> Heads { get; } = [];

    public Dictionary<Guid, InvestorRow> Investors { get; } = [];

    public List<MarketBalance> Balances { get; } = [];

    /// <summary>Commands carried out before under the keys asked for, with what became of their orders.</summary>
    public Dictionary<(long InvestorId, string ClientId), (MarketLogRow Entry, MarketOrderRow? Order)> Earlier { get; }
        = [];
}
