using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>How a citizen-participation issue stands.</summary>
public enum CrowdDecision
{
    /// <summary>Not yet reached, and the sale is still open.</summary>
    Waiting,

    /// <summary>The minimum is applied for; the issue goes ahead at close.</summary>
    Reached,

    /// <summary>The sale closed below the minimum: everything is returned.</summary>
    Failed,
}

/// <summary>The minimum a citizen-participation issue must reach by the close of its sale.</summary>
public static class CrowdMinimum
{
    /// <param name="applied">Tokens applied for and not withdrawn.</param>
    /// <param name="closesAt">From this moment on the sale is closed.</param>
    public static CrowdDecision Decide(Quantity minimum, Quantity applied, DateTimeOffset closesAt, DateTimeOffset now)
    {
        if (applied >= minimum) return CrowdDecision.Reached;
        return now < closesAt ? CrowdDecision.Waiting : CrowdDecision.Failed;
    }
}
