namespace CitizenBonds.Application.Payments;

/// <summary>Why a payment run does not go on, in order of precedence.</summary>
public enum PaymentRefusal
{
    /// <summary>It is not due, or already past this step.</summary>
    NotDue = 1,

    /// <summary>The issuer's account holds less than the whole sum; nothing is paid in part.</summary>
    IssuerCannotPay = 2,
}
