namespace CitizenBonds.Domain.Ledger;

/// <summary>Which way money crosses the portal's border.</summary>
public enum BankDirection
{
    In = 0,
    Out = 1,
}
