namespace CitizenBonds.Domain.Disclosure;

/// <summary>
/// Events the public is told of within ten business days. The portal files what it sees itself; the rest is filed by
/// the officer. Source: SEC Rule 15c2-12(b)(5)(i)(C).
/// </summary>
public static class EventNotices
{
    /// <summary>The kinds only the issuer can know, in the order of the rule.</summary>
    public static IReadOnlyList<FilingKind> ByHand { get; } =
    [
        FilingKind.NonPaymentDefault,
        FilingKind.ReserveDraw,
        FilingKind.CreditSupportDraw,
        FilingKind.CreditSupportChange,
        FilingKind.TaxStatusChange,
        FilingKind.HolderRightsChange,
        FilingKind.Defeasance,
        FilingKind.SecurityRelease,
        FilingKind.Insolvency,
        FilingKind.Merger,
        FilingKind.AgentChange,
        FilingKind.FinancialObligation,
        FilingKind.OtherDebtDistress,
    ];

    /// <summary>Whether a kind discloses an event, and so falls due ten business days after it.</summary>
    public static bool IsEvent(FilingKind kind) =>
        kind is not (FilingKind.PreSaleNotice or FilingKind.FinalSaleReport or FilingKind.ProceedsSpentReport);
}
