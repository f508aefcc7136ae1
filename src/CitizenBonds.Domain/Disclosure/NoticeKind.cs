namespace CitizenBonds.Domain.Disclosure;

/// <summary>What an investor is told.</summary>
public enum NoticeKind
{
    IdentityApproved = 1,
    IdentityRefused = 2,
    DepositBooked = 3,
    WithdrawalExecuted = 4,
    WithdrawalRefused = 5,
    ApplicationReceived = 6,
    ApplicationChanged = 7,
    ApplicationWithdrawn = 8,
    Allotted = 9,
    NotAllotted = 10,
    CrowdFailed = 11,
    CouponPaid = 12,
    PaymentDelayed = 13,
    Redeemed = 14,
    PayoutAccountChanged = 15,
    OrderBought = 16,
    OrderSold = 17,
    OrderExpired = 18,
    WalletLinked = 30,
    WalletUnlinked = 31,
    TokensSentToWallet = 32,
    TokensBackFromWallet = 33,
    TransferToWalletFailed = 34,
    CashBackFromWallet = 35,
    WindowTokensIn = 80,
    WindowTokensOut = 81,
    BallotOpened = 82,
    BallotCounted = 83,

    /// <summary>A reverse auction for a bond one holds was announced.</summary>
    BuybackAnnounced = 40,

    /// <summary>An offer to the central bank was accepted, in part or in full.</summary>
    BuybackAccepted = 41,

    /// <summary>An offer to the central bank was not accepted; the tokens are free again.</summary>
    BuybackNotAccepted = 42,

    /// <summary>The issuer of a bond one holds has disclosed an event.</summary>
    EventDisclosed = 43,
    CallAnnounced = 60,
    CallBuying = 61,
    MiningSuspended = 62,

    /// <summary>A coupon waits for a price of the index.</summary>
    IndexMissing = 90,

    /// <summary>The right to sell back has opened.</summary>
    OptionAnnounced = 91,

    /// <summary>Tokens were set aside to be sold back.</summary>
    OptionUsed = 92,
}
