namespace CitizenBonds.Domain.Offerings;

/// <summary>How far an application has come.</summary>
public enum ApplicationState
{
    Active = 0,
    Withdrawn = 1,

    /// <summary>In full or in part; zero is NotAllotted.</summary>
    Allotted = 2,
    NotAllotted = 3,

    /// <summary>The crowd minimum failed.</summary>
    Returned = 4,
}
