namespace CitizenBonds.Domain.Offerings;

/// <summary>How far an issue has come. Whether a sale is open follows from Announced and the time.</summary>
public enum IssueState
{
    /// <summary>Waiting for the second person.</summary>
    Submitted = 1,

    /// <summary>Returned to the officer with a reason.</summary>
    SentBack = 2,

    /// <summary>Approved locally; a weak municipality also needs the treasury's permission.</summary>
    AwaitingTreasury = 3,

    /// <summary>Terms frozen; the sale opens, runs and closes by the calendar.</summary>
    Announced = 4,

    /// <summary>Settled: tokens are outstanding.</summary>
    Live = 5,

    /// <summary>The crowd minimum was not reached; everything was returned.</summary>
    CrowdFailed = 6,
    Redeemed = 7,
    Refused = 8,
    Cancelled = 9,
}
