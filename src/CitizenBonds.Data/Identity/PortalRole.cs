namespace CitizenBonds.Data.Identity;

/// <summary>What a person may be on the portal. Stored by name.</summary>
public enum PortalRole
{
    Citizen,
    Institution,
    IssuerOfficer,
    IssuerApprover,
    Treasury,
    CentralBank,
    RateSteward,
    Auditor,
    Operator,
}
