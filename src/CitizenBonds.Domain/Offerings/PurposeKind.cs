namespace CitizenBonds.Domain.Offerings;

/// <summary>What proceeds pay for.</summary>
public enum PurposeKind
{
    /// <summary>The named deficit of a fiscal year.</summary>
    Deficit = 0,
    Project = 1,
}
