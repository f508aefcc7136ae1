namespace CitizenBonds.Domain.Offerings;

/// <summary>Who invests.</summary>
public enum InvestorKind
{
    Citizen = 0,
    Institution = 1,
}
