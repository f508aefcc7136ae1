namespace CitizenBonds.Domain.Ledger;

/// <summary>What can be wrong with an exported ledger.</summary>
public enum LedgerFault
{
    /// <summary>Two accounts have the same id.</summary>
    AccountTwice,

    /// <summary>The account may go below zero although its kind may not, or the other way round.</summary>
    WrongPermission,

    /// <summary>Ids are not 1, 2, 3, …</summary>
    IdNotNext,
    AmountNotPositive,
    SameAccount,
    ReferenceDoesNotFit,
    AccountUnknown,
    AssetsDiffer,
    TotalTooLarge,
    BalanceBelowZero,

    /// <summary>The account's stated totals are not the sums of its transfers.</summary>
    TotalsDiffer,

    /// <summary>All debits and all credits of an asset are not equal.</summary>
    AssetDoesNotBalance,

    /// <summary>Tokens outstanding are not those issued less those redeemed.</summary>
    SupplyDiffers,
    BlockLinkBroken,

    /// <summary>A block counts transfers that are not there.</summary>
    TransfersMissing,
    MerkleRootDiffers,
    TreeRootDiffers,
    BlockHashDiffers,

    /// <summary>An anchor kept elsewhere names another hash for a block, or a block that is not there.</summary>
    AnchorDiffers,
}

/// <summary>One thing wrong, and where.</summary>
/// <param name="Subject">What it is about: <c>transfer</c>, <c>account</c>, <c>asset</c>, <c>block</c> or
/// <c>anchor</c>.</param>
/// <param name="Number">Its id or height.</param>
public sealed record LedgerFinding(LedgerFault Fault, string Subject, long Number, string Detail)
{
    public override string ToString() => $"{Subject} {Number}: {Fault}, {Detail}";
}
