namespace CitizenBonds.Domain.Offerings;

/// <summary>What happened to an issue.</summary>
public enum IssueEventKind
{
    Submitted = 1,
    Approved = 2,
    SentBack = 3,
    TreasuryPermitted = 4,
    Announced = 5,
    Settled = 6,
    CrowdFailed = 7,
    CouponPaid = 8,
    PaymentDefault = 9,
    DefaultCured = 10,
    Redeemed = 11,
    Refused = 12,
    Cancelled = 13,

    /// <summary>A payment waits for a value of its index.</summary>
    IndexMissing = 14,

    /// <summary>Holders may sell back.</summary>
    OptionAnnounced = 15,

    /// <summary>Those who sold back were paid.</summary>
    OptionPaid = 16,
}
