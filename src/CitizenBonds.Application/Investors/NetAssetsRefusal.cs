namespace CitizenBonds.Application.Investors;

/// <summary>Why a declaration of net assets is not taken.</summary>
public enum NetAssetsRefusal
{
    Negative = 1,

    /// <summary>More than anybody has: a slip of the hand.</summary>
    AboveMost,
}
