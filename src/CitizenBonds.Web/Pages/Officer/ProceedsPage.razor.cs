using System.Globalization;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Officer;

/// <summary>What was spent of an issue's proceeds: the reports filed and owed, and the form of the next.</summary>
public sealed partial class ProceedsPage
{
    private ProceedsDesk? _desk;
    private string? _refusal;

    [Parameter] public long Id { get; set; }

    [Inject] public required DutyQueries Duties { get; init; }

    [Inject] public required ReportProceeds Report { get; init; }

    [SupplyParameterFromForm(FormName = "proceeds")] public string? Number { get; set; }

    [SupplyParameterFromForm(FormName = "proceeds")] public string? Spent { get; set; }

    [SupplyParameterFromForm(FormName = "proceeds")] public string? SpentOn { get; set; }

    private string? NextHint => _desk?.NextDue is { } due ? W["Office.ProceedsNext", Formats.Date(due)] : null;

    /// <summary>The report owed next, then those filed, newest first, which a further version corrects.</summary>
    private Choice[] Numbers =>
    [
        .. (_desk?.Next is { } next ? [next] : Array.Empty<int>())
            .Concat(_desk?.Reports.Where(report => report.FiledOn is not null).Select(report => report.Number).Reverse()
                ?? [])
            .Select(number => new Choice(
                number.ToString(CultureInfo.InvariantCulture),
                number == _desk?.Next ? W["Office.ProceedsOwed", number] : W["Office.ProceedsCorrect", number])),
    ];

    protected override async Task OnInitializedAsync()
    {
        _desk = await Duties.ProceedsAsync(Id, Actor, Now, Cancelled);
        if (_desk is null) Navigation.NotFound();
    }

    private async Task ReportAsync()
    {
        _ = int.TryParse(Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var outcome = await Report.ExecuteAsync(new(Id, number, Spent, SpentOn), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.OfficerProceeds(Id), "reported"));
    }
}
