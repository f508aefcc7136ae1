using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Pricing;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Pricing.Feeds;
using CitizenBonds.Domain.Pricing.Gru;
using CitizenBonds.Domain.Pricing.Series;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Pricing;

/// <summary>Model prices as anybody may see them.</summary>
public sealed class PricingQueries(IDbContextFactory<PortalContext> contexts, CurveHistory curves)
{
    public const int SeriesMax = 1_000;
    private const int HistoryMax = 400;

    /// <returns>Null when there is no such series, or it has no price yet.</returns>
    public async Task<SeriesPriceView?> FindAsync(string isin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await NewestRunAsync(portal, cancellationToken) is not { } run) return null;
        if (await ReadAsync(portal, run.Id, isin, 1, cancellationToken) is not [var row]) return null;
        var changes = await curves.ChangesAsync(portal, PortalTime.DayOf(now), cancellationToken);
        var history = await portal.Database.SqlQuery<HistoryRow>(
            $"""
            select distinct on (r.priced_on) r.priced_on as "PricedOn",
                p.coupons + p.redemption + p.index_excess + p.option_value - p.accrued as "Clean"
            from portal.series_prices p join portal.pricing_runs r on r.id = p.run_id
            where p.issue_id = {row.IssueId} order by r.priced_on desc, r.id desc limit {HistoryMax}
            """)
            .ToListAsync(cancellationToken);
        var series = row.ToSeries();
        return new(
            series, run,
            changes is null ? null : SeriesRisk.Of(changes, series.Price.KeyRates),
            [.. history.OrderBy(at => at.PricedOn).Select(at => new PricePoint(at.PricedOn, at.Clean))]);
    }

    public async Task<PricingOverview> OverviewAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var heldBack = await portal.FeedQuarantine.CountAsync(
            row => row.State == QuarantineState.Held || row.State == QuarantineState.Proposed, cancellationToken);
        if (await NewestRunAsync(portal, cancellationToken) is not { } run) return new(null, [], heldBack);
        var day = PortalTime.DayOf(now);
        var held = await curves.LoadAsync(portal, day, cancellationToken);
        var changes = CurveChanges.Of(held);
        var policy = await CreditPolicies.InForceAsync(portal, now, cancellationToken);
        var rows = await ReadAsync(portal, run.Id, null, SeriesMax, cancellationToken);
        return new(
            run,
            [
                .. rows.Select(row =>
                {
                    var series = row.ToSeries();
                    return new SaleCheck(
                        series,
                        ModelAtSale(row, policy, held),
                        changes is null ? null : SeriesRisk.Of(changes, series.Price.KeyRates));
                }),
            ],
            heldBack);
    }

    internal static async Task<PricingRunView?> NewestRunAsync(
        PortalContext portal, CancellationToken cancellationToken)
    {
        var run = await portal.PricingRuns.AsNoTracking()
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        return run is null ? null : ViewOf(run);
    }

    /// <param name="isin">Null for all.</param>
    internal static async Task<IReadOnlyList<PricedRow>> ReadAsync(
        PortalContext portal, long run, string? isin, int max, CancellationToken cancellationToken)
    {
        long? issue = isin is null
            ? null
            : await portal.Issues.Where(row => row.Isin == isin).Select(row => row.Id)
                .SingleOrDefaultAsync(cancellationToken);
        var (from, to) = (issue ?? 0, issue ?? long.MaxValue);
        return await portal.Database.SqlQuery<PricedRow>(
            $"""
            select i.id as "IssueId", i.isin as "Isin", i.title_ja as "TitleJa", i.title_en as "TitleEn",
                i.issue_date as "IssueDate", i.maturity_date as "MaturityDate", i.coupon_ppm as "CouponPpm",
                i.payments_per_year as "PaymentsPerYear", i.day_count as "DayCount", p.tier::integer as "TierNumber",
                100.0::double precision * i.price_yen / i.denomination_yen as "SalePrice", p.coupons as "Coupons",
                p.redemption as "Redemption", p.accrued as "Accrued", p.spread as "Spread", p.yield as "Yield",
                p.key_rates as "KeyRates", p.scenarios as "Scenarios", p.index_excess as "IndexExcess",
                p.option_value as "OptionValue", x.share_ppm as "SharePpm"
            from portal.series_prices p join portal.issues i on i.id = p.issue_id
            left join portal.index_series x on x.issue_id = i.id
            where p.run_id = {run} and p.issue_id between {from} and {to}
            order by i.id limit {max}
            """)
            .ToListAsync(cancellationToken);
    }

    private static PricingRunView ViewOf(PricingRunRow run) => new(
        run.Id, run.CurveQuotedOn, run.PricedOn, run.PricedAt, run.Series, Convert.ToHexStringLower(run.InputsHash),
        run.ModelVersion);

    /// <summary>On the newest curve that had been published when interest began, at the tier of today.</summary>
    private static double? ModelAtSale(
        PricedRow row, CreditPolicy policy, IReadOnlyList<(DateOnly Day, Domain.Pricing.DiscountCurve Curve)> held)
    {
        var known = held.LastOrDefault(item => item.Day <= row.IssueDate);
        if (known.Curve is null) return null;
        var spread = PricingInputs.SpreadOf(policy, row.Tier, row.IssueDate, row.MaturityDate);
        // On the first day the index stood at its base.
        var index = row.SharePpm is { } share ? new IndexLink(1, 1, (double)share / IndexFixing.Unit) : null;
        return PricingInputs.PriceOf(
            new(row.IssueId, row.ToBond(), row.IssueDate, row.Tier, spread, index), known.Curve).Clean;
    }

    internal sealed class PricedRow
    {
        public long IssueId { get; set; }

        public required string Isin { get; set; }

        public required string TitleJa { get; set; }

        public required string TitleEn { get; set; }

        public DateOnly IssueDate { get; set; }

        public DateOnly MaturityDate { get; set; }

        public long CouponPpm { get; set; }

        public short PaymentsPerYear { get; set; }

        public required string DayCount { get; set; }

        public int TierNumber { get; set; }

        public double SalePrice { get; set; }

        public double Coupons { get; set; }

        public double Redemption { get; set; }

        public double Accrued { get; set; }

        public double Spread { get; set; }

        public double? Yield { get; set; }

        public required double[] KeyRates { get; set; }

        public required double[] Scenarios { get; set; }

        public double IndexExcess { get; set; }

        public double OptionValue { get; set; }

        public long? SharePpm { get; set; }

        internal CreditTier Tier => (CreditTier)TierNumber;

        public PricedSeries ToSeries() => new(
            IssueId, Isin, new(TitleJa, TitleEn), IssueDate, MaturityDate, Tier, SalePrice,
            new SeriesPrice
            {
                Coupons = Coupons, Redemption = Redemption, Accrued = Accrued, Spread = Spread, Yield = Yield,
                KeyRates = KeyRates, Scenarios = Scenarios, IndexExcess = IndexExcess, OptionValue = OptionValue,
                IndexShare = (double)(SharePpm ?? 0) / IndexFixing.Unit,
            });

        public PricedBond ToBond() => new(
            IssueDate,
            MaturityDate,
            CouponPpm / 1e6,
            CouponFrequency.FromPaymentsPerYear(PaymentsPerYear),
            Domain.Bonds.DayCount.FromName(DayCount)
                ?? throw new InvalidOperationException($"Issue {IssueId} has the unknown day count {DayCount}."));
    }

    private sealed class HistoryRow
    {
        public DateOnly PricedOn { get; set; }

        public double Clean { get; set; }
    }
}
