namespace CitizenBonds.Data.Chain;

/// <summary>What can be wrong with the chain. Codes are stored: they never change.</summary>
public enum ChainIncidentKind
{
    /// <summary>The node does not answer.</summary>
    NodeUnreachable = 1,

    /// <summary>The node is on another chain than this database, or than the settings say.</summary>
    OtherChain = 2,

    /// <summary>There is no code where our contract should be.</summary>
    ContractMissing = 3,

    /// <summary>There is other code where our contract should be.</summary>
    ContractDiffers = 4,

    /// <summary>The signer does not sign.</summary>
    SignerRefused = 5,

    /// <summary>Somebody else used the key: our nonce was taken by a transaction that is not ours.</summary>
    NonceTaken = 6,

    /// <summary>A transaction is in no block although its fee was raised as often as allowed.</summary>
    TransactionStuck = 7,

    /// <summary>The contract refused a transaction that was carried out.</summary>
    TransactionReverted = 8,

    /// <summary>What is anchored on the chain is not a beginning of our ledger.</summary>
    AnchorDiffers = 9,

    /// <summary>Blocks that counted as final were replaced.</summary>
    DeepReorganisation = 10,

    /// <summary>The contract would refuse what the portal wants to send.</summary>
    PlanRefused = 11,

    /// <summary>Ledger and chain of a series do not agree.</summary>
    BooksDiffer = 12,

    /// <summary>Tokens came from a wallet nobody has linked.</summary>
    UnknownDepositor = 13,

    /// <summary>Tokens meant for a wallet could not be sent; they are back on the ledger.</summary>
    WithdrawalRefused = 14,

    /// <summary>A contract says other terms or another supply than the ledger.</summary>
    SeriesDiffers = 15,

    /// <summary>A bond whose coupons no contract of ours can count.</summary>
    SeriesNotMirrored = 16,

    /// <summary>Somebody paused a contract: what waits for it goes on when it is resumed.</summary>
    SeriesPaused = 17,
}
