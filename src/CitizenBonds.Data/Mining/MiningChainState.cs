namespace CitizenBonds.Data.Mining;

/// <summary>Whether coupons follow the chain. Codes are stored.</summary>
public enum MiningChainState
{
    Following = 0,

    /// <summary>A reorganisation went deeper than the confirmations allow: people decide.</summary>
    Suspended = 1,

    /// <summary>SHA-256 no longer mines Bitcoin: the bonds have ended worthless.</summary>
    Ended = 2,
}
