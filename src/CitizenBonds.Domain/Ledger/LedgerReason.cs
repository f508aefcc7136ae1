namespace CitizenBonds.Domain.Ledger;

/// <summary>Why an amount moved. Codes are stored, hashed and published: they never change.</summary>
public enum LedgerReason
{
    /// <summary>Money arrived at the bank.</summary>
    Deposit = 1,

    /// <summary>Money left through the bank.</summary>
    Withdrawal = 2,

    /// <summary>Cash held for an application.</summary>
    ApplicationHold = 3,

    /// <summary>Held cash returned: withdrawn, changed or not allotted.</summary>
    ApplicationRelease = 4,

    /// <summary>Held cash paid to the issuer at settlement.</summary>
    SaleProceeds = 5,

    /// <summary>Tokens created for an allotment.</summary>
    TokensIssued = 6,

    /// <summary>Proceeds booked against a named deficit or project.</summary>
    PurposeCovered = 7,

    /// <summary>The whole coupon set aside from the issuer's account.</summary>
    CouponFunding = 8,
    CouponPaid = 9,

    /// <summary>The whole redemption set aside from the issuer's account.</summary>
    RedemptionFunding = 10,
    RedemptionPaid = 11,

    /// <summary>Tokens taken back at redemption, or bought back by a programme that retires them.</summary>
    TokensRetired = 12,

    /// <summary>A further entry that puts an earlier one right.</summary>
    Correction = 13,
    OrderHold = 14,
    OrderRelease = 15,
    TradeCash = 16,
    TradeTokens = 17,
    FeeCharged = 18,

    /// <summary>Cash set aside until a withdrawal is executed.</summary>
    WithdrawalHold = 19,

    /// <summary>A withdrawal was refused; the cash is free again.</summary>
    WithdrawalRelease = 20,

    /// <summary>Money that arrived without its owner's name has found its owner.</summary>
    DepositAssigned = 21,

    /// <summary>Money that arrived without its owner's name went back to its payer.</summary>
    DepositReturned = 22,

    /// <summary>Tokens left for a wallet on the chain.</summary>
    TokensToChain = 30,

    /// <summary>Tokens came back from a wallet on the chain.</summary>
    TokensFromChain = 31,

    /// <summary>Yen that were owed to a wallet came back, or were never paid out there.</summary>
    CashFromChain = 32,

    /// <summary>Cash for tokens of the fair-price window, either way.</summary>
    WindowCash = 80,

    /// <summary>The central bank's money for a buyback programme, before it starts.</summary>
    BuybackFunding = 40,

    /// <summary>What a programme that has ended did not spend.</summary>
    BuybackFundsReturned = 41,

    /// <summary>Tokens held for an offer in a reverse auction.</summary>
    BuybackOfferHold = 42,

    /// <summary>Tokens of an offer returned: changed, withdrawn or not accepted.</summary>
    BuybackOfferRelease = 43,

    /// <summary>Cash to the seller in a reverse auction.</summary>
    BuybackPaid = 44,

    /// <summary>Tokens to the programme in a reverse auction.</summary>
    BuybackTokens = 45,

    /// <summary>Bitcoin arrived at the portal's wallet for an issuer.</summary>
    BitcoinReceived = 60,

    /// <summary>A coupon of a mining bond, in satoshi.</summary>
    MiningCouponPaid = 61,

    /// <summary>Tokens set aside by a holder who sells them back to the issuer.</summary>
    OptionHold = 90,
}
