using CitizenBonds.Domain.Values;
using static CitizenBonds.Domain.Credit.CreditIndicator;

namespace CitizenBonds.Domain.Credit;

/// <summary>
/// Version 1 of the policy. The statutory lines are law: Local Finance Act, art. 5-4; Act on Assurance of Sound
/// Financial Status of Local Governments, arts. 3, 4 and 8, with its enforcement order, arts. 7 and 8. The other lines,
/// the limits and the spreads are this portal's own choice and are labelled so.
/// </summary>
internal static class DefaultCreditPolicy
{
    private const string Own = "CitizenBonds credit policy, version 1";
    private const string Permission = "Local Finance Act, art. 5-4: permission instead of consultation";
    private const string Soundness = "Act on Sound Financial Status of Local Governments, art. 4: early soundness";
    private const string Rehabilitation = "Act on Sound Financial Status of Local Governments, art. 8: reconstruction";

    private static readonly IssuerKind[] Local =
        [IssuerKind.Municipality, IssuerKind.DesignatedCity, IssuerKind.Prefecture];

    private static readonly IssuerKind[] Cities = [IssuerKind.Municipality, IssuerKind.DesignatedCity];
    private static readonly IssuerKind[] OrdinaryMunicipality = [IssuerKind.Municipality];
    private static readonly IssuerKind[] Prefecture = [IssuerKind.Prefecture];
    private static readonly IssuerKind[] Large = [IssuerKind.DesignatedCity, IssuerKind.Prefecture];

    public static CreditPolicy Create() => new()
    {
        Version = 1,
        EffectiveFrom = new DateOnly(2024, 1, 1),
        Required = [RealDebtServiceRatio, FutureBurdenRatio, RealDeficitRatio, ConsolidatedDeficitRatio],
        Lines = [.. PolicyLines(), .. SoundnessLines(), .. ReconstructionLines()],
        Tiers = Tiers(),
    };

    private static IEnumerable<CreditLine> PolicyLines() =>
    [
        Line(RealDebtServiceRatio, 10m, CreditTier.B, LineOrigin.Policy, Local, Own),
        Line(FutureBurdenRatio, 100m, CreditTier.B, LineOrigin.Policy, Local, Own),
        Line(RealDebtServiceRatio, 18m, CreditTier.C, LineOrigin.BondPermission, Local, Permission),
    ];

    private static IEnumerable<CreditLine> SoundnessLines()
    {
        const LineOrigin Origin = LineOrigin.EarlySoundness;
        return
        [
            Line(RealDebtServiceRatio, 25m, CreditTier.D, Origin, Local, Soundness),
            Line(FutureBurdenRatio, 350m, CreditTier.D, Origin, OrdinaryMunicipality, Soundness),
            Line(FutureBurdenRatio, 400m, CreditTier.D, Origin, Large, Soundness),
            new(RealDeficitRatio, new LineThreshold.ByFiscalScale(0m), CreditTier.D, Origin, Cities, Soundness),
            Line(RealDeficitRatio, 3.75m, CreditTier.D, Origin, Prefecture, Soundness),
            new(ConsolidatedDeficitRatio, new LineThreshold.ByFiscalScale(5m), CreditTier.D, Origin, Cities, Soundness),
            Line(ConsolidatedDeficitRatio, 8.75m, CreditTier.D, Origin, Prefecture, Soundness),
        ];
    }

    private static IEnumerable<CreditLine> ReconstructionLines()
    {
        const LineOrigin Origin = LineOrigin.Reconstruction;
        return
        [
            Line(RealDebtServiceRatio, 35m, CreditTier.E, Origin, Local, Rehabilitation),
            Line(RealDeficitRatio, 20m, CreditTier.E, Origin, Cities, Rehabilitation),
            Line(RealDeficitRatio, 5m, CreditTier.E, Origin, Prefecture, Rehabilitation),
            Line(ConsolidatedDeficitRatio, 30m, CreditTier.E, Origin, Cities, Rehabilitation),
            Line(ConsolidatedDeficitRatio, 15m, CreditTier.E, Origin, Prefecture, Rehabilitation),
        ];
    }

    private static TierTerms[] Tiers()
    {
        BorrowingPurpose[] anything =
            [BorrowingPurpose.NewMoney, BorrowingPurpose.Refinancing, BorrowingPurpose.DisasterRecovery];
        BorrowingPurpose[] noNewMoney = [BorrowingPurpose.Refinancing, BorrowingPurpose.DisasterRecovery];
        return
        [
            new(CreditTier.A, Percent(100), Percent(16), false, anything, Spread(5, 8, 10, 14, 18, 22)),
            new(CreditTier.B, Percent(60), Percent(8), false, anything, Spread(12, 18, 22, 28, 34, 40)),
            new(CreditTier.C, Percent(30), Percent(4), true, anything, Spread(30, 42, 50, 62, 74, 85)),
            new(CreditTier.D, Percent(0), Percent(0), true, noNewMoney, Spread(80, 100, 115, 135, 155, 175)),
            new(CreditTier.E, Percent(0), Percent(0), true, [BorrowingPurpose.DisasterRecovery],
                Spread(150, 180, 200, 230, 260, 290)),
        ];
    }

    /// <summary>Basis points at 1, 3, 5, 10, 20 and 40 years.</summary>
    private static SpreadCurve Spread(params int[] basisPoints)
    {
        int[] years = [1, 3, 5, 10, 20, 40];
        return SpreadCurve.FromPoints(
            [.. years.Zip(basisPoints, (year, points) => new SpreadPoint(12 * year, Rate.FromBasisPoints(points)))]);
    }

    private static CreditLine Line(
        CreditIndicator indicator, decimal percent, CreditTier tier, LineOrigin origin, IssuerKind[] kinds,
        string source) =>
        new(indicator, new LineThreshold.Fixed(percent), tier, origin, kinds, source);

    private static Rate Percent(int percent) => Rate.FromPercent(percent);
}
