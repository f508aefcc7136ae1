namespace CitizenBonds.Application.Payments;

/// <summary>Why a payment run does not go on, in order of precedence.</summary>
public enum PaymentRefusal
{
    /// <summary>It is not due, or already past this step.</summary>
    NotDue = 1,

    /// <summary>A metal of the bond's index was never quoted before the record date.</summary>
    IndexNeverQuoted = 3,

    /// <summary>A metal's last price was too old on the record date.</summary>
    IndexTooOld = 4,

    /// <summary>The issuer's account holds less than the whole sum; nothing is paid in part.</summary>
    IssuerCannotPay = 2,
}
