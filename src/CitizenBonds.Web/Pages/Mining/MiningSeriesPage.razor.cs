using CitizenBonds.Application.Mining;
using CitizenBonds.Application.Time;
using CitizenBonds.Web.Components.Charts;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Mining;

/// <summary>
/// One series: what the chain paid, every figure it comes from, how to recompute it, and what may come.
/// </summary>
public sealed partial class MiningSeriesPage
{
    private MiningSeriesView? _view;

    [Parameter] public string Isin { get; set; } = "";

    /// <summary>Of difficulty, tenths of a percent per retarget.</summary>
    [Parameter] public int? Growth { get; set; }

    /// <summary>Of discount, tenths of a percent a year.</summary>
    [Parameter] public int? Rate { get; set; }

    /// <summary>Of one token, in satoshi.</summary>
    [Parameter] public long? Price { get; set; }

    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Inject] public required MiningQueries Queries { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private MiningSeriesView View => _view ?? throw new InvalidOperationException("Rendered without a series.");

    private string Title => View.Line.Title.In(SiteCulture.CurrentLanguage);

    /// <summary>All headers the coupons shown rest on, and no more.</summary>
    private string HeadersFile =>
        Urls.MiningHeaders(View.Coupons[^1].Coupon.Previous.Height, View.Coupons[0].KeyHeight);

    private MiningOutlook? Outlook => View.LastKey is { } last
        ? MiningOutlook.For(last, View.Line.BondsPerToken, Growth, Rate, Price is > 0 ? Price : null)
        : null;

    private ChartSeries CouponLine => new(
        "satoshi",
        [
            .. View.Coupons.Reverse().Select(one => new ChartPoint(
                Formats.Number(one.KeyHeight),
                (one.Coupon.SatoshiPerBond * View.Line.BondsPerToken).Approximate,
                (one.Coupon.SatoshiPerBond * View.Line.BondsPerToken).ToDecimal(8))),
        ]);

    /// <summary>What a reader types at the root of the project; the two files are beside it.</summary>
    private static string Commands =>
        """
        dotnet run --project src/CitizenBonds.Verifier -c Release -- coupons --headers headers.csv --out recomputed.csv
        diff recomputed.csv coupons.csv
        """;

    protected override async Task OnInitializedAsync()
    {
        _view = await Queries.FindAsync(Isin, Clock.GetUtcNow(), CancellationToken.None);
        if (_view is null) Request.NotFound();
    }
}
