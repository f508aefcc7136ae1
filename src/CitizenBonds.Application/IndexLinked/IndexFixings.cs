using System.Globalization;
using System.Text.Json;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Payments;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.IndexLinked;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.IndexLinked;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.IndexLinked;

/// <summary>A price as terms and payments keep it: the figure as text, exactly.</summary>
internal sealed record KeptQuote(string Code, long Weight, string Price, DateOnly Day);

/// <summary>Reads the index of a day from the prices that count. What is in quarantine is not among them.</summary>
internal static class IndexFixings
{
    /// <summary>A model price rests on the last prices that counted, as on the last curve, and says how old it is.
    /// </summary>
    public const int ModelAgeDaysMax = 400;

    /// <summary>Writes the index of the run's record date into it, or says what keeps it waiting.</summary>
    public static async Task<Refusal?> FixAsync(
        PortalContext portal, PaymentRunRow run, CancellationToken cancellationToken)
    {
        var series = await portal.IndexSeries.AsNoTracking()
            .SingleAsync(row => row.IssueId == run.IssueId, cancellationToken);
        var day = RecordDayOf(run);
        var terms = TermsOf(series);
        var quotes = await QuotesAsync(portal, terms.Metals.Select(metal => metal.Code), day, cancellationToken);
        var (fixing, gap) = IndexFixing.On(day, terms, quotes);
        if (fixing is null) return Refused(gap!, day); // One of the two is there.

        run.IndexRatioPpm = fixing.RatioPerMillion;
        run.IndexFactorPpm = fixing.FactorPerMillion;
        run.IndexQuotes = JsonOf(terms.Metals.Zip(fixing.Quotes, (metal, quote) => (metal.Weight, quote)));
        (run.IndexFault, run.IndexMissing, run.IndexMissingSince) = (null, null, null);
        return null;
    }

    public static DateOnly RecordDayOf(PaymentRunRow run) => PortalTime.DayOf(run.RecordAt.AddTicks(-1));

    /// <param name="series">Of an approved series.</param>
    public static IndexTerms TermsOf(IndexSeriesRow series) => new(
        series.Basket, series.SharePpm, series.AgeDaysMax,
        [
            .. Read(series.Metals ?? throw new InvalidOperationException($"Series {series.IssueId} has no base."))
                .Select(kept => new IndexMetal(kept.Code, kept.Weight, NumberOf(kept.Price), kept.Day)),
        ]);

    public static string JsonOf(IEnumerable<IndexMetal> metals) =>
        JsonOf(metals.Select(metal => (metal.Weight, new IndexQuote(metal.Code, metal.BaseDay, metal.BasePrice))));

    public static IReadOnlyList<KeptQuote> Read(string json) =>
        JsonSerializer.Deserialize<List<KeptQuote>>(json) ?? throw new InvalidOperationException("No prices.");

    public static decimal NumberOf(string price) => decimal.Parse(price, CultureInfo.InvariantCulture);

    /// <summary>Prices at or before a day, as far back as any series looks.</summary>
    public static async Task<IReadOnlyList<IndexQuote>> QuotesAsync(
        PortalContext portal, IEnumerable<string> codes, DateOnly day, CancellationToken cancellationToken)
    {
        var names = codes.ToList();
        var from = day.AddDays(-ModelAgeDaysMax);
        var rows = await portal.FeedQuotes.AsNoTracking()
            .Where(row => names.Contains(row.Series) && row.QuotedOn <= day && row.QuotedOn >= from)
            .OrderBy(row => row.Series).ThenBy(row => row.QuotedOn)
            .ToListAsync(cancellationToken);
        // The shortest text that reads back as the same figure is the figure as it was delivered.
        return
        [
            .. rows.Where(row => row.Value <= (double)IndexQuote.PriceMax).Select(row => new IndexQuote(
                row.Series, row.QuotedOn,
                decimal.Parse(row.Value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float,
                    CultureInfo.InvariantCulture))),
        ];
    }

    public static Refusal Refused(IndexGap gap, DateOnly day) => Refusal.Of(
        gap.Fault == IndexFault.NeverQuoted ? PaymentRefusal.IndexNeverQuoted : PaymentRefusal.IndexTooOld,
        ("metal", gap.Code), ("day", day));

    private static string JsonOf(IEnumerable<(long Weight, IndexQuote Quote)> priced) => JsonSerializer.Serialize(
        priced.Select(one => new KeptQuote(
            one.Quote.Code, one.Weight, one.Quote.Price.ToString(CultureInfo.InvariantCulture), one.Quote.Day)));
}
