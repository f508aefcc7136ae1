namespace CitizenBonds.Domain.Ledger;

/// <summary>Whose account it is.</summary>
public enum AccountOwner
{
    Portal = 0,
    Investor = 1,
    Issuer = 2,
    Issue = 3,
    Purpose = 4,
}
