using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>What the limits of phased entry depend on.</summary>
public sealed record InvestorStanding
{
    public required bool IsIdentityChecked { get; init; }

    /// <summary>Day of the last knowledge test passed; null when none was.</summary>
    public required DateOnly? TestPassedOn { get; init; }

    /// <summary>Was shown what a loss would look like; asked of everybody but professionals.</summary>
    public required bool HasSeenLossSimulation { get; init; }

    public required bool HasReceivedCoupon { get; init; }

    /// <summary>An institution or a person admitted as professional; needs no knowledge test.</summary>
    public required bool IsProfessional { get; init; }

    /// <summary>Net assets the investor declared; null when not declared, then the fixed amount alone counts.</summary>
    public required Money? DeclaredNetAssets { get; init; }
}
