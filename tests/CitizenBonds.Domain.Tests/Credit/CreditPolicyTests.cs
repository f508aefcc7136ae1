using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Credit;

public sealed class CreditPolicyTests
{
    public static TheoryData<string, decimal, decimal, decimal, decimal, CreditTier> MunicipalTiers => new()
    {
        { "sound", 2.9m, 18.2m, 0m, 0m, CreditTier.A },
        { "negative ratio", -5.8m, 0m, 0m, 0m, CreditTier.A },
        { "just under both lines of A", 9.9m, 99.9m, 0m, 0m, CreditTier.A },
        { "debt service on the line of B", 10m, 0m, 0m, 0m, CreditTier.B },
        { "burden on the line of B", 0m, 100m, 0m, 0m, CreditTier.B },
        { "just under permission", 17.9m, 349.9m, 0m, 0m, CreditTier.B },
        { "permission", 18m, 0m, 0m, 0m, CreditTier.C },
        { "just under early soundness", 24.9m, 0m, 0m, 0m, CreditTier.C },
        { "early soundness by debt service", 25m, 0m, 0m, 0m, CreditTier.D },
        { "early soundness by burden alone", 0m, 350m, 0m, 0m, CreditTier.D },
        { "early soundness by deficit", 0m, 0m, 15m, 0m, CreditTier.D },
        { "deficit just under 15 %", 0m, 0m, 14.99m, 0m, CreditTier.A },
        { "early soundness by consolidated deficit", 0m, 0m, 0m, 20m, CreditTier.D },
        { "reconstruction by debt service", 35m, 0m, 0m, 0m, CreditTier.E },
        { "reconstruction by deficit", 0m, 0m, 20m, 0m, CreditTier.E },
        { "reconstruction by consolidated deficit", 0m, 0m, 0m, 30m, CreditTier.E },
        { "worst decides: Yubari in fiscal 2008", 42.1m, 1164m, 0m, 0m, CreditTier.E },
    };

    [Theory]
    [MemberData(nameof(MunicipalTiers))]
    public void Assess_MunicipalityOfFiveBillionYen_GivesTier(
        string reason, decimal debtService, decimal burden, decimal deficit, decimal consolidated, CreditTier tier)
    {
        var indicators = Indicators(debtService, burden, deficit, consolidated);

        var rated = Assert.IsType<CreditAssessment.Rated>(CreditPolicy.Default.Assess(indicators));

        Assert.True(tier == rated.Tier, reason);
        Assert.Equal(tier != CreditTier.A, rated.Deciding.IsCrossed);
    }

    [Fact]
    public void Assess_SeveralLinesCrossed_NamesTheWorstWithValueAndLine()
    {
        var rated = Assert.IsType<CreditAssessment.Rated>(CreditPolicy.Default.Assess(Indicators(42.1m, 1164m)));

        Assert.Equal(CreditIndicator.RealDebtServiceRatio, rated.Deciding.Line.Indicator);
        Assert.Equal(LineOrigin.Reconstruction, rated.Deciding.Line.Origin);
        Assert.Equal((42.1m, 35m), (rated.Deciding.Value, rated.Deciding.LinePercent));

        // Debt service crosses 35, 25, 18 and 10; the burden 350 and 100.
        Assert.Equal(6, rated.Crossed.Count);
        Assert.Equal(CreditTier.E, rated.Crossed[0].Line.Tier);
    }

    [Fact]
    public void Assess_NoLineCrossed_NamesTheNearestLine()
    {
        // 4.2 of 10 is 42 %, 77 of 100 is 77 %.
        var rated = Assert.IsType<CreditAssessment.Rated>(CreditPolicy.Default.Assess(Indicators(4.2m, 77m)));

        Assert.Equal(CreditIndicator.FutureBurdenRatio, rated.Deciding.Line.Indicator);
        Assert.False(rated.Deciding.IsCrossed);
        Assert.Empty(rated.Crossed);
    }

    [Fact]
    public void Assess_IndicatorsAbsent_NamesThemAndGivesNoTier()
    {
        var indicators = Indicators(4m, 0m) with { FutureBurdenRatio = null, RealDeficitRatio = null };

        var missing = Assert.IsType<CreditAssessment.MissingData>(CreditPolicy.Default.Assess(indicators));

        Assert.Equal([CreditIndicator.FutureBurdenRatio, CreditIndicator.RealDeficitRatio], missing.Missing);
        Assert.Null(missing.TierOrNull);
    }

    [Theory]
    [InlineData(IssuerKind.Municipality, CreditTier.D)]
    [InlineData(IssuerKind.DesignatedCity, CreditTier.B)]
    [InlineData(IssuerKind.Prefecture, CreditTier.B)]
    public void Assess_BurdenOf380Percent_DependsOnKind(IssuerKind kind, CreditTier tier) =>
        Assert.Equal(tier, CreditPolicy.Default.Assess(Indicators(5m, 380m) with { Kind = kind }).TierOrNull);

    [Theory]
    [InlineData(3.74, CreditTier.A)]
    [InlineData(3.75, CreditTier.D)]
    [InlineData(5, CreditTier.E)]
    public void Assess_PrefectureDeficit_UsesThePrefecturalLines(double deficit, CreditTier tier) =>
        Assert.Equal(
            tier,
            CreditPolicy.Default.Assess(
                Indicators(5m, 90m, (decimal)deficit) with { Kind = IssuerKind.Prefecture }).TierOrNull);

    [Fact]
    public void Assess_NationalGovernment_IsACallersMistake() =>
        Assert.Throws<ArgumentException>(
            () => CreditPolicy.Default.Assess(Indicators(1m, 1m) with { Kind = IssuerKind.NationalGovernment }));

    // Cabinet Order of 24 December 2007 as published: early soundness and reconstruction for municipalities
    // 11.25-15 / 20, 16.25-20 / 30, 25 / 35, 350; for prefectures 3.75 / 5, 8.75 / 15, 25 / 35, 400.
    [Theory]
    [InlineData(IssuerKind.Prefecture, CreditIndicator.RealDeficitRatio, 3.75, 5)]
    [InlineData(IssuerKind.Prefecture, CreditIndicator.ConsolidatedDeficitRatio, 8.75, 15)]
    [InlineData(IssuerKind.Prefecture, CreditIndicator.FutureBurdenRatio, 400, null)]
    [InlineData(IssuerKind.Prefecture, CreditIndicator.RealDebtServiceRatio, 25, 35)]
    [InlineData(IssuerKind.Municipality, CreditIndicator.RealDeficitRatio, 15, 20)]
    [InlineData(IssuerKind.Municipality, CreditIndicator.ConsolidatedDeficitRatio, 20, 30)]
    [InlineData(IssuerKind.Municipality, CreditIndicator.FutureBurdenRatio, 350, null)]
    [InlineData(IssuerKind.Municipality, CreditIndicator.RealDebtServiceRatio, 25, 35)]
    public void Lines_Statutory_AreThoseOfTheCabinetOrder(
        IssuerKind kind, CreditIndicator indicator, double soundness, int? reconstruction)
    {
        var issuer = Indicators(1m, 1m) with { Kind = kind };
        decimal? LineOf(LineOrigin origin) => CreditPolicy.Default.Lines
            .SingleOrDefault(line =>
                line.Indicator == indicator && line.Origin == origin && line.AppliesTo.Contains(kind))
            ?.Threshold.PercentFor(issuer);

        Assert.Equal((decimal)soundness, LineOf(LineOrigin.EarlySoundness));
        Assert.Equal((decimal?)reconstruction, LineOf(LineOrigin.Reconstruction));
    }

    // Unzen City publishes its own lines, 12.63 % and 17.63 % (data/jp_local_finance_thresholds.csv): on the curve that
    // is (S + 10) / 30 S = 2 * 12.63 % - 20 % = 5.26 %, so S = 10 / (30 * 0.0526 - 1) = 17.30 billion yen.
    [Fact]
    public void ByFiscalScale_UnzenCity_GivesBothItsPublishedLines()
    {
        var unzen = Indicators(1m, 1m) with { StandardFiscalScale = Money.FromYen(17_301_038_000) };

        Assert.Equal(12.63m, decimal.Round(new LineThreshold.ByFiscalScale(0m).PercentFor(unzen), 2));
        Assert.Equal(17.63m, decimal.Round(new LineThreshold.ByFiscalScale(5m).PercentFor(unzen), 2));
    }

    public static TheoryData<long, decimal> DeficitLines => new()
    {
        { 1_000, 15m }, // up to 5 billion: (10 + 20) / 2
        { 5_000, 15m },
        { 10_000, 13.333333m }, // (20 / 300 + 0.2) / 2
        { 20_000, 12.5m }, // (5 + 20) / 2
        { 30_000, 11.805556m }, // (130 / 3600 + 0.2) / 2
        { 50_000, 11.25m }, // (2.5 + 20) / 2
        { 600_000, 11.25m },
    };

    [Theory]
    [MemberData(nameof(DeficitLines))]
    public void ByFiscalScale_MillionYen_FollowsTheStatutoryCurve(long scaleMillionYen, decimal percent)
    {
        var indicators = Indicators(1m, 1m) with { StandardFiscalScale = Money.FromYen(scaleMillionYen * 1_000_000) };

        var line = new LineThreshold.ByFiscalScale(0m).PercentFor(indicators);

        Assert.Equal(percent, decimal.Round(line, 6));
        Assert.Equal(line + 5m, new LineThreshold.ByFiscalScale(5m).PercentFor(indicators));
    }

    [Fact]
    public void ByFiscalScale_ScaleUnknown_TakesTheStrictestLine() =>
        Assert.Equal(
            11.25m,
            new LineThreshold.ByFiscalScale(0m).PercentFor(Indicators(1m, 1m) with { StandardFiscalScale = null }));

    [Fact]
    public void Assess_AnyIndicatorRises_TierNeverImproves()
    {
        var ratio = Gen.Choose(-100, 4500).Select(tenth => tenth / 10m);
        var figures = ratio.Four().ToArbitrary();
        Prop.ForAll(figures, Gen.Choose(0, 500).ToArbitrary(), (values, rise) =>
        {
            var (debtService, burden, deficit, consolidated) = values;
            var before = CreditPolicy.Default.Assess(Indicators(debtService, burden, deficit, consolidated));
            var after = CreditPolicy.Default.Assess(
                Indicators(debtService + rise, burden, deficit + (rise / 10m), consolidated));
            return after.TierOrNull >= before.TierOrNull;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void InForceOn_TwoVersions_TakesTheLatestThatHasBegun()
    {
        var first = CreditPolicy.Default;
        var second = first with { Version = 2, EffectiveFrom = new DateOnly(2026, 4, 1) };

        Assert.Null(CreditPolicy.InForceOn([first, second], new DateOnly(2023, 12, 31)));
        Assert.Equal(1, CreditPolicy.InForceOn([first, second], new DateOnly(2026, 3, 31))?.Version);
        Assert.Equal(2, CreditPolicy.InForceOn([first, second], new DateOnly(2026, 4, 1))?.Version);
    }

    internal static FiscalIndicators Indicators(
        decimal debtService, decimal burden, decimal deficit = 0m, decimal consolidated = 0m) => new()
        {
            Kind = IssuerKind.Municipality,
            FiscalYear = 2023,
            RealDebtServiceRatio = debtService,
            FutureBurdenRatio = burden,
            RealDeficitRatio = deficit,
            ConsolidatedDeficitRatio = consolidated,
            FiscalCapabilityIndex = 0.5m,
            StandardFiscalScale = Money.FromYen(5_000_000_000),
        };
}
