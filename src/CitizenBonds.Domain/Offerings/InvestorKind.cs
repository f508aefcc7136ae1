namespace CitizenBonds.Domain.Offerings;

/// <summary>Who invests.</summary>
public enum InvestorKind
{
    Citizen = 0,
    Institution = 1,

    /// <summary>The account of one buyback programme: no person, no fee, bound by the programme's caps.</summary>
    CentralBank = 2,
}
