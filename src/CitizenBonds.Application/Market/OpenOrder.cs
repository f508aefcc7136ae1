using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>An order while it lives in the memory of its writer. Mutable, one thread.</summary>
internal sealed class OpenOrder
{
    public required long Sequence { get; init; }

    public required long InvestorId { get; init; }

    public required OrderSide Side { get; init; }

    /// <summary>Of a purchase: what one token may cost at the most.</summary>
    public required long CoverPrice { get; init; }

    /// <summary>Of a purchase: the most interest any day of its life may ask for.</summary>
    public required AccruedShare MostAccrued { get; init; }

    public required Rate Fee { get; init; }

    /// <summary>Citizens are told of each fill; institutions read their own feed.</summary>
    public required bool IsTold { get; init; }

    /// <summary>Of an order placed in the batch that is running: its row is still to be inserted.</summary>
    public MarketLogRow? Entry { get; set; }

    /// <summary>Is among the rows the running batch writes.</summary>
    public bool IsMarked { get; set; }

    public MarketOrderState State { get; set; }

    public long Left { get; set; }

    public long Filled { get; set; }

    public long ValueYen { get; set; }

    public long HeldYen { get; set; }

    public bool IsBuy => Side == OrderSide.Buy;

    /// <summary>What has to stay set aside for what is left of a purchase.</summary>
    public long HoldNeeded() => Left == 0 ? 0 : TradeTerms.HoldToBuy(CoverPrice, Left, MostAccrued, Fee);

    public MarketOrderRow ToRow(long seriesId, DateTimeOffset at) => new()
    {
        SeriesId = seriesId,
        Sequence = Sequence,
        InvestorId = InvestorId,
        State = State,
        LeftTokens = State == MarketOrderState.Open ? Left : 0,
        FilledTokens = Filled,
        ValueYen = ValueYen,
        HeldYen = HeldYen,
        FeePpm = (int)Fee.PerMillion,
        ChangedAt = at,
    };
}
