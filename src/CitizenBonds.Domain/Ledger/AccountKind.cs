namespace CitizenBonds.Domain.Ledger;

/// <summary>What an account is for. Codes are stored and published: they never change.</summary>
public enum AccountKind
{
    /// <summary>
    /// The portal's account at its bank, seen from outside: deposits leave it, so its balance is negative.
    /// </summary>
    BankOmnibus = 0,

    /// <summary>Money an investor may use.</summary>
    Cash = 1,

    /// <summary>Money held for an application until the allotment.</summary>
    ApplicationHold = 2,

    /// <summary>Money or tokens held for an order.</summary>
    OrderHold = 3,

    /// <summary>Money of a government at the portal; coupons and redemptions are paid from it.</summary>
    IssuerCash = 4,

    /// <summary>What has covered a named deficit or project.</summary>
    Purpose = 5,

    /// <summary>
    /// Where the tokens of a series come from and return to; its balance is minus what is outstanding.
    /// </summary>
    Issuance = 6,

    /// <summary>Tokens an investor holds.</summary>
    Holding = 7,

    /// <summary>The whole sum of one coupon or redemption while it is paid out.</summary>
    PaymentPool = 8,

    /// <summary>Fees earned by the portal.</summary>
    Fees = 9,

    /// <summary>Money set aside until a withdrawal is executed or refused.</summary>
    WithdrawalHold = 10,

    /// <summary>Money that arrived and is nobody's yet.</summary>
    Suspense = 11,

    /// <summary>What is outside the ledger, in wallets on the chain: tokens of a series, or yen owed to them.</summary>
    OnChain = 15,

    /// <summary>Cash of the fair-price window, from which it pays for tokens that come back.</summary>
    WindowReserve = 20,

    /// <summary>Tokens whose holder has used the right to sell back, until they are paid.</summary>
    OptionHold = 21,
}
