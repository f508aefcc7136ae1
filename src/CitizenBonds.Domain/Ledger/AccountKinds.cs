namespace CitizenBonds.Domain.Ledger;

/// <summary>What each kind of account may do.</summary>
public static class AccountKinds
{
    /// <summary>
    /// True for the two kinds through which cash and tokens enter the ledger; every other balance is zero or more.
    /// </summary>
    public static bool MayGoNegative(this AccountKind kind) =>
        kind is AccountKind.BankOmnibus or AccountKind.Issuance;
}
