using CitizenBonds.Application.Ledger;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.OpenData;

/// <summary>What can be fetched, in which form and under which terms.</summary>
public sealed partial class OpenDataPage
{
    private static readonly IReadOnlyList<string> LedgerFiles = ["transfers", "accounts", "blocks"];

    private static readonly IReadOnlyList<DataSet> Sets =
    [
        new("Data.Bonds", [new("CSV", Urls.Bonds + ".csv"), new("JSON", Urls.Bonds + ".json")]),
        new("Data.Issuers", [new("CSV", Urls.Issuers + ".csv")]),
        new("Data.Window",
            [new("CSV", Urls.FairPriceWindows), new("CSV", Urls.FairPriceDeals)]),
        new("Data.Movements", [new("CSV", Urls.Ledger + ".csv"), new("JSON", Urls.Ledger + ".json")]),
    ];

    private long _through;

    [Inject] public required LedgerExport Export { get; init; }

    protected override async Task OnInitializedAsync() =>
        _through = await Export.SealedThroughAsync(CancellationToken.None);

    private sealed record DataFile(string Format, string Address);

    /// <param name="Key">Of its name; with "Text" behind, of what is in it.</param>
    private sealed record DataSet(string Key, IReadOnlyList<DataFile> Files);
}
