using System.Globalization;
using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Application.Time;
using CitizenBonds.Web.Components.Charts;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Buybacks;

/// <summary>The technical value of a mining bond: index, criteria, peers, and every score ever given.</summary>
public sealed partial class TechnicalValuePage
{
    private MiningBondView? _bond;

    [Parameter] public string Isin { get; set; } = "";

    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Inject] public required MiningBondQueries Bonds { get; init; }

    private string Title => _bond?.Line.Title.In(SiteCulture.CurrentLanguage) ?? "";

    private IReadOnlyList<TechnicalRecordLine> NewestFirst => [.. (_bond?.Records ?? []).Reverse()];

    private ChartSeries History => new(
        W["Buyback.IndexNow"],
        [
            .. (_bond?.Records ?? []).Where(line => line.Value is not null).Select(line => new ChartPoint(
                Formats.BriefDate(PortalTime.DayOf(line.Record.RecordedAt)), (double)line.Value!.Value, // Filtered.
                Number(line.Value.Value))),
        ]);

    protected override async Task OnInitializedAsync()
    {
        _bond = await Bonds.FindAsync(Isin, CancellationToken.None);
        if (_bond is null) Request.NotFound();
    }

    private static string Number(decimal value) => value.ToString("#,0.00", CultureInfo.InvariantCulture);

    private static string HostOf(string address) => new Uri(address).Host;
}
