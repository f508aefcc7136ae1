using System.Globalization;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Web.Components.Forms;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

/// <summary>The public ledger, like a bank statement of a city. What is shown is in the address.</summary>
public sealed partial class LedgerPage
{
    private BlockView? _head;
    private Application.Ledger.LedgerPage _page = new([], HasOlder: false, HasNewer: false);

    [Parameter] public LedgerReason? Reason { get; set; }

    [Parameter] public string? Isin { get; set; }

    [Parameter] public string? Account { get; set; }

    [Parameter] public DateOnly? From { get; set; }

    [Parameter] public DateOnly? To { get; set; }

    [Parameter] public long? Before { get; set; }

    [Parameter] public long? After { get; set; }

    [Inject] public required LedgerQueries Queries { get; init; }

    private List<Choice> Reasons =>
        [.. Enum.GetValues<LedgerReason>().Select(reason => new Choice(reason.ToString(), W.Of(reason)))];

    private string? ReasonText => Reason?.ToString();

    protected override async Task OnInitializedAsync()
    {
        var filter = new LedgerFilter(Isin?.Trim(), Account?.Trim(), Reason, From, To, Before, After);
        _page = await Queries.FindAsync(filter, LedgerQueries.LinesPerPage, CancellationToken.None);
        _head = await Queries.HeadAsync(CancellationToken.None);
    }

    private string Address(long? before, long? after) =>
        Urls.WithQuery(Selection(Urls.Ledger), ("before", Text(before)), ("after", Text(after)));

    private string Download(string format) => Selection($"{Urls.Ledger}.{format}");

    private string Selection(string path) => Urls.WithQuery(
        path, ("reason", ReasonText), (
            "isin", Isin), ("account", Account), ("from", DayText(From)), ("to", DayText(To)));

    private static string? DayText(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(long? id) => id?.ToString(CultureInfo.InvariantCulture);
}
