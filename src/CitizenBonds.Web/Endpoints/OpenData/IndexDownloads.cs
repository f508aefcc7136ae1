using System.Globalization;
using System.Text.Json;
using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Time;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>An index-linked bond as <c>citizenbonds-verify index-linked</c> reads it.</summary>
internal static class IndexDownloads
{
    public static async Task ServeSeriesAsync(
        HttpContext http, IndexSeriesQueries queries, PortalClock clock, string isin)
    {
        if (await queries.FindAsync(isin, clock.GetUtcNow(), http.RequestAborted) is { } series)
            await OpenDataResponse.WriteBytesAsync(http, OpenDataResponse.Json, neverChanges: false, FileOf(series));
        else await OpenDataResponse.NotFoundAsync(http);
    }

    private static byte[] FileOf(IndexSeriesView series) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        isin = series.Line.Isin,
        denomination = series.Line.Denomination.MinorUnits,
        coupon_ppm = series.Line.Coupon.PerMillion,
        payments_per_year = series.Line.PaymentsPerYear,
        day_count = series.DayCount,
        issue_date = series.Line.IssueDate,
        schedule_years = ProposeIndexSeries.ScheduleYears,
        share_ppm = series.Line.Share.PerMillion,
        age_days_max = series.Terms.AgeDaysMax,
        metals = series.Terms.Metals.Select(metal => new
        {
            code = metal.Code, weight = metal.Weight, base_price = Text(metal.BasePrice), base_day = metal.BaseDay,
        }),
        payments = (series.Option is { } option ? series.Payments.Append(option.Payment) : series.Payments)
            .Where(payment => payment.Fixing is not null)
            .Select(payment => new
            {
                kind = payment.Kind.ToString(),
                number = payment.Number,
                record_date = payment.RecordDate,
                quotes = payment.Fixing!.Quotes.Select(quote => new
                {
                    code = quote.Code, day = quote.Day, price = Text(quote.Price),
                }),
                published_ratio_ppm = payment.Fixing.RatioPerMillion,
                published_factor_ppm = payment.Fixing.FactorPerMillion,
                published_yen_per_token = payment.PerToken.MinorUnits,
                published_total = payment.Total?.MinorUnits,
            }),
    });

    private static string Text(decimal price) => price.ToString(CultureInfo.InvariantCulture);
}
