namespace CitizenBonds.Domain.Bonds;

/// <summary>How far a payment run has come.</summary>
public enum PaymentRunState
{
    Scheduled = 0,

    /// <summary>Due, and the issuer's account could not pay: nothing was paid in part.</summary>
    Defaulted = 1,

    /// <summary>The whole sum is set aside; holders are being paid.</summary>
    Paying = 2,
    Paid = 3,
}
