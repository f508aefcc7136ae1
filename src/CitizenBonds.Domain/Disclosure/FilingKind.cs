namespace CitizenBonds.Domain.Disclosure;

/// <summary>What a filing discloses.</summary>
public enum FilingKind
{
    PreSaleNotice = 1,
    FinalSaleReport = 2,
    ProceedsSpentReport = 3,
    PaymentDefault = 4,
    DefaultCured = 5,
    TierChange = 6,
    Call = 7,
    ReserveDraw = 8,
    CrowdFailed = 9,
    Redemption = 10,
}
