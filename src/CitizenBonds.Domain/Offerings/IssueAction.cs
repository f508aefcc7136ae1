namespace CitizenBonds.Domain.Offerings;

/// <summary>What moves an issue on.</summary>
public enum IssueAction
{
    /// <summary>An officer hands a draft, or a returned issue, to the second person.</summary>
    Submit,

    /// <summary>The second person agrees.</summary>
    Approve,

    /// <summary>The second person or the treasury returns it with a reason.</summary>
    SendBack,

    /// <summary>The treasury permits the issue of a weak municipality.</summary>
    Permit,

    /// <summary>The treasury, or the line a municipality has crossed, forbids it.</summary>
    Refuse,

    /// <summary>Given up by the issuer before anything was applied for.</summary>
    Cancel,

    /// <summary>Allotted and settled after the close of the sale.</summary>
    Settle,

    /// <summary>The crowd minimum was not reached by the close.</summary>
    FailCrowd,

    /// <summary>Principal paid at maturity or call; nothing is outstanding.</summary>
    Redeem,
}
