using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Issuers;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Pricing.Gru;
using CitizenBonds.Domain.Pricing.Series;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Pricing;

/// <summary>One series as the model sees it.</summary>
/// <param name="Settlement">Today, or the issue date when that is still to come.</param>
/// <param name="Spread">Over the government curve, a fraction a year.</param>
/// <param name="Index">Null for a bond without one.</param>
internal sealed record SeriesInput(
    long IssueId, PricedBond Bond, DateOnly Settlement, CreditTier Tier, double Spread, IndexLink? Index);

/// <summary>Everything a run of prices rests on.</summary>
internal sealed record PricingInputs(GovernmentCurve Curve, IReadOnlyList<SeriesInput> Series)
{
    private static readonly IssueState[] Priced = [IssueState.Announced, IssueState.Live];

    /// <summary>Changes whenever anything a price rests on has changed. One cheap question.</summary>
    public static Task<string> FingerprintAsync(
        PortalContext portal, DateOnly day, CancellationToken cancellationToken) =>
        portal.Database.SqlQuery<string>(
            $"""
            with newest as (
                select max(quoted_on) as day from portal.curve_points
                where curve = {GovernmentCurve.Japan} and quoted_on <= {day})
            select concat_ws('|', {day}, newest.day,
                (select concat_ws(':', count(*), sum(yield_percent)) from portal.curve_points p
                 where p.curve = {GovernmentCurve.Japan} and p.quoted_on = newest.day),
                (select concat_ws(':', count(*), sum(id), max(id)) from portal.issues
                 where state in ({(short)IssueState.Announced}, {(short)IssueState.Live})),
                (select concat_ws(':', count(*), max(recorded_at)) from portal.feed_quotes),
                (select concat_ws(':', count(*), max(recorded_at)) from portal.indicators),
                (select concat_ws(':', count(*), max(published_at)) from portal.credit_policies)) as "Value"
            from newest
            """)
            .SingleAsync(cancellationToken);

    /// <returns>Null while no curve has been published.</returns>
    public static async Task<PricingInputs?> LoadAsync(
        PortalContext portal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var day = PortalTime.DayOf(now);
        if (await GovernmentCurve.LoadAsync(portal, day, cancellationToken) is not { } curve) return null;
        var rows = await portal.Issues
            .Where(row => row.Product != BondProduct.PureMining
                && Priced.Contains(row.State) && row.MaturityDate > day)
            .OrderBy(row => row.Id)
            .Select(row => new IssueTermsRow(
                row.Id, row.IssuerId, row.Tier, row.IssueDate, row.MaturityDate, row.CouponPpm, row.PaymentsPerYear,
                row.DayCount, row.Product))
            .ToListAsync(cancellationToken);
        var links = await LinksAsync(portal, day, cancellationToken);
        var policy = await CreditPolicies.InForceAsync(portal, now, cancellationToken);
        var tiers = await TiersAsync(portal, policy, cancellationToken);
        List<SeriesInput> series = [];
        foreach (var row in rows)
        {
            var tier = tiers.TryGetValue(row.IssuerId, out var today) ? today : row.Tier;
            var link = links.GetValueOrDefault(row.Id);
            // Without a price of each metal there is no price of the bond: an old one stays in the history.
            if (row.Product == BondProduct.IndexLinked && link is null) continue;
            if (InputOf(row, policy, tier, day) is { } input) series.Add(input with { Index = link });
        }

        return new(curve, series);
    }

    /// <summary>The model of the series' kind.</summary>
    public static SeriesPrice PriceOf(SeriesInput series, DiscountCurve curve) => series.Index is { } index
        ? IndexLinkedPrice.Of(
            series.Bond, series.Settlement, curve, series.Spread, index,
            series.Bond.IssueDate.AddYears(IndexTerms.BuybackYears))
        : SeriesPrice.Of(series.Bond, series.Settlement, curve, series.Spread);

    /// <summary>What the issuer's tier adds to the curve at a term.</summary>
    public static double SpreadOf(CreditPolicy policy, CreditTier tier, DateOnly from, DateOnly maturity)
    {
        var months = ((maturity.Year - from.Year) * 12) + maturity.Month - from.Month;
        return policy.TermsOf(tier).Spread.At(Math.Max(1, months)).AsFraction;
    }

    /// <summary>SHA-256 over all of it as text: the same inputs always give the same hash.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"curve {Curve.QuotedOn:yyyy-MM-dd}\n");
        foreach (var (tenor, yield) in Curve.Points) Add($"{tenor} {yield}\n");
        foreach (var (id, bond, settlement, tier, spread, index) in Series)
        {
            Add($"{id} {bond.IssueDate:yyyy-MM-dd} {bond.MaturityDate:yyyy-MM-dd} {bond.CouponRate:R} ");
            Add($"{bond.Frequency} {bond.DayCount} {settlement:yyyy-MM-dd} {tier} {spread:R}");
            if (index is not null) Add($" index {index.Now:R} {index.AtIssue:R} {index.Weight:R}");
            Add($"\n");
        }

        return hash.GetHashAndReset();

        void Add(FormattableString line) =>
            hash.AppendData(Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture)));
    }

    private static SeriesInput? InputOf(IssueTermsRow row, CreditPolicy policy, CreditTier tier, DateOnly day)
    {
        var dayCount = DayCount.FromName(row.DayCount)
            ?? throw new InvalidOperationException($"Issue {row.Id} has the unknown day count {row.DayCount}.");
        var bond = new PricedBond(
            row.IssueDate,
            row.MaturityDate,
            row.CouponPpm / 1e6,
            CouponFrequency.FromPaymentsPerYear(row.PaymentsPerYear),
            dayCount);
        var settlement = day < row.IssueDate ? row.IssueDate : day;
        return bond.FindRefusal(settlement) is null
            ? new(row.Id, bond, settlement, tier, SpreadOf(policy, tier, settlement, row.MaturityDate), Index: null)
            : null;
    }

    /// <summary>Where the index of each series stands today; those without a usable price are left out.</summary>
    private static async Task<Dictionary<long, IndexLink>> LinksAsync(
        PortalContext portal, DateOnly day, CancellationToken cancellationToken)
    {
        var series = await portal.IndexSeries.AsNoTracking().Where(row => row.Metals != null)
            .ToListAsync(cancellationToken);
        if (series.Count == 0) return [];
        var terms = series.ToDictionary(
            row => row.IssueId, row => IndexFixings.TermsOf(row) with { AgeDaysMax = IndexFixings.ModelAgeDaysMax });
        var codes = terms.Values.SelectMany(one => one.Metals).Select(metal => metal.Code).Distinct();
        var quotes = await IndexFixings.QuotesAsync(portal, codes, day, cancellationToken);
        var links = new Dictionary<long, IndexLink>();
        foreach (var (issue, frozen) in terms)
        {
            if (IndexFixing.On(day, frozen, quotes).Fixing is not { } fixing) continue;
            links[issue] = new(
                (double)fixing.RatioPerMillion / IndexFixing.Unit, AtIssue: 1,
                (double)frozen.SharePerMillion / IndexFixing.Unit);
        }

        return links;
    }

    /// <summary>Of each issuer with published figures, by the latest of them.</summary>
    private static async Task<Dictionary<long, CreditTier>> TiersAsync(
        PortalContext portal, CreditPolicy policy, CancellationToken cancellationToken)
    {
        var issuers = await portal.Issuers.AsNoTracking().ToDictionaryAsync(row => row.Id, cancellationToken);
        var latest = await portal.Indicators
            .FromSql($"""
                select distinct on (issuer_id) * from portal.indicators
                order by issuer_id, fiscal_year desc, version desc
                """)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var tiers = new Dictionary<long, CreditTier>();
        foreach (var row in latest)
            if (IssuerQueries.TierOf(policy, issuers[row.IssuerId], row) is { } tier) tiers[row.IssuerId] = tier;
        return tiers;
    }

    private sealed record IssueTermsRow(
        long Id, long IssuerId, CreditTier Tier, DateOnly IssueDate, DateOnly MaturityDate, long CouponPpm,
        short PaymentsPerYear, string DayCount, BondProduct Product);
}
