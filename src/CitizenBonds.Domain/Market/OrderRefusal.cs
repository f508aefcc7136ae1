namespace CitizenBonds.Domain.Market;

/// <summary>Why an order was refused. When several apply, the first listed is reported.</summary>
public enum OrderRefusal
{
    MarketClosed,

    /// <summary>Immediate-or-cancel and fill-or-kill need continuous trading.</summary>
    NeedsContinuousTrading,
    QuantityNotPositive,

    /// <summary>More than 30 % of the issue in one order.</summary>
    AboveShareOfIssue,
    PriceOffTick,

    /// <summary>Limit under half or over one and a half times the previous close.</summary>
    PriceOutOfRange,
    GoodTillDatePassed,
    IdentityNotChecked,
    KnowledgeTestMissing,
    KnowledgeTestTooOld,
    LossSimulationNotSeen,
    AbovePositionLimit,
    CashTooLow,
    TokensTooFew,
}
