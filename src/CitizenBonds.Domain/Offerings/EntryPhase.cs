namespace CitizenBonds.Domain.Offerings;

/// <summary>How far an investor has come. Each phase allows more than the one before.</summary>
public enum EntryPhase
{
    /// <summary>May look at everything and buy nothing.</summary>
    Browse = 0,

    /// <summary>Identity checked and knowledge test passed.</summary>
    First = 1,

    /// <summary>Has received a coupon.</summary>
    Second = 2,
    Professional = 3,
}
