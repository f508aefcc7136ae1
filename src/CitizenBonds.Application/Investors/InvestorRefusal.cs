namespace CitizenBonds.Application.Investors;

/// <summary>Why an investor cannot be served at all.</summary>
public enum InvestorRefusal
{
    /// <summary>The person has no investor's account yet.</summary>
    NotOpened = 1,
}
