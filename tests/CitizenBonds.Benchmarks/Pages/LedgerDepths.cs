using System.Globalization;
using CitizenBonds.Web;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>
/// How long one visitor waits for a ledger page nobody asked for before: first, middle and last pages, plain and
/// through every filter. The figure is the slowest kind's median, rendering and compression included.
/// </summary>
internal static class LedgerDepths
{
    private const double LimitMicroseconds = 15_000;
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(700);

    private static readonly (string Filter, string Query)[] Filters =
    [
        ("none", ""),
        ("series", "&isin=XT0000000042"),
        ("account", "&account=c4242"),
        ("pool", "&account=pool42"),
        ("coupons", "&reason=CouponPaid"),
        ("trades", "&reason=TradeCash"),
        ("rare reason", "&reason=PurposeCovered"),
        ("day", "&from=2025-11-01&to=2025-11-01"),
        ("until a day", "&to=2025-02-01"),
        ("series and day", "&isin=XT0000000042&from=2025-03-01&to=2025-09-01"),
        ("series and reason", "&isin=XT0000000042&reason=TradeTokens"),
    ];

    public static async Task RunAsync(int port)
    {
        var slowest = 0.0;
        foreach (var (filter, query) in Filters)
        {
            foreach (var before in (long[])[PagesWorld.Transfers, PagesWorld.Transfers / 2, 1_000])
            {
                var result = await Load.RunAsync(port, 1, Each, (_, count) => string.Create(
                    CultureInfo.InvariantCulture, $"{Urls.Ledger}?before={before - (count % 100)}{query}"));
                slowest = Math.Max(slowest, result.MedianMicroseconds);
                await Console.Error.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"ledger, {filter}, before {before}: {result.MedianMicroseconds:F0} us"));
            }
        }

        Figure.PrintCost("ledger-depth", slowest, "us", LimitMicroseconds);
    }
}
