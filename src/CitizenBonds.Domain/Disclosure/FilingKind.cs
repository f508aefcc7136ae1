namespace CitizenBonds.Domain.Disclosure;

/// <summary>
/// What a filing discloses. The events are the sixteen of SEC Rule 15c2-12(b)(5)(i)(C), in the words of this portal;
/// those that only the issuer can know are filed by its officer.
/// </summary>
public enum FilingKind
{
    PreSaleNotice = 1,
    FinalSaleReport = 2,
    ProceedsSpentReport = 3,
    PaymentDefault = 4,
    DefaultCured = 5,
    TierChange = 6,
    Call = 7,

    /// <summary>An unscheduled draw on a reserve for debt service.</summary>
    ReserveDraw = 8,
    CrowdFailed = 9,
    Redemption = 10,

    /// <summary>A promise of the terms, other than to pay, was not kept.</summary>
    NonPaymentDefault = 11,

    /// <summary>An unscheduled draw on a guarantee, insurance or line of credit.</summary>
    CreditSupportDraw = 12,

    /// <summary>Another guarantor, insurer or bank of a line of credit, or one that no longer performs.</summary>
    CreditSupportChange = 13,

    /// <summary>A ruling or opinion that changes how the bond is taxed.</summary>
    TaxStatusChange = 14,
    HolderRightsChange = 15,

    /// <summary>Money set aside irrevocably that pays the bond to its end.</summary>
    Defeasance = 16,

    /// <summary>Property that secures repayment was released, replaced or sold.</summary>
    SecurityRelease = 17,

    /// <summary>The issuer came under fiscal reconstruction or another proceeding for those who cannot pay.</summary>
    Insolvency = 18,

    /// <summary>The issuer merged, was divided or incorporated into another.</summary>
    Merger = 19,

    /// <summary>Another paying agent or trustee.</summary>
    AgentChange = 20,

    /// <summary>A further debt that weighs on the ability to pay.</summary>
    FinancialObligation = 21,

    /// <summary>Default, acceleration or changed terms of another debt, for want of money.</summary>
    OtherDebtDistress = 22,

    /// <summary>A payment waits for a value of its index.</summary>
    IndexMissing = 30,

    /// <summary>Holders of a perpetual bond may sell it back.</summary>
    OptionAnnounced = 31,
}
