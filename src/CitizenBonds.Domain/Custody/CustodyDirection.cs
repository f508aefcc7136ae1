namespace CitizenBonds.Domain.Custody;

/// <summary>Which way tokens go. Codes are stored: they never change.</summary>
public enum CustodyDirection
{
    /// <summary>From the ledger to a wallet.</summary>
    ToWallet = 1,

    /// <summary>From a wallet to the ledger.</summary>
    FromWallet = 2,
}
