namespace CitizenBonds.Application.Identity;

/// <summary>Why an account cannot be closed yet. When several apply, the first listed is reported.</summary>
public enum ClosureRefusal
{
    /// <summary>Bonds are still held; they would have no owner.</summary>
    HoldsBonds,

    /// <summary>Money is still on the account.</summary>
    HoldsMoney,

    /// <summary>An application waits for its allotment, or an order for its match.</summary>
    HasOpenApplications,

    /// <summary>A payment to the bank is under way.</summary>
    HasPendingPayment,

    /// <summary>The person acts for an issuer or the portal; the operator ends that first.</summary>
    HoldsOffice,
}

/// <summary>Asks one part of the portal whether it still needs the person.</summary>
public interface IAccountClosureCheck
{
    /// <returns>The refusal, or null when nothing stands against closing.</returns>
    Task<ClosureRefusal?> FindRefusalAsync(Guid userId, CancellationToken cancellationToken);
}
