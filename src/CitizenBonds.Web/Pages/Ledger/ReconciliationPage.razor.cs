using CitizenBonds.Chain;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Custody;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

/// <summary>Ledger and chain side by side, series by series, to the token.</summary>
public sealed partial class ReconciliationPage
{
    private ReconciliationView? _view;

    [Inject] public required ReconciliationQueries Queries { get; init; }

    private long Difference => _view?.Lines.Sum(line => line.Books is { } books ? DifferenceOf(books) : 0) ?? 0;

    private long Outside => _view?.Lines.Sum(line => line.Books?.ChainOutside ?? 0) ?? 0;

    /// <summary>Bonds without a contract, by their ISIN.</summary>
    private string[] OnLedgerOnly =>
    [
        .. from incident in _view?.Open ?? []
           where incident.Kind == ChainIncidentKind.SeriesNotMirrored
           select incident.Subject,
    ];

    protected override async Task OnInitializedAsync() => _view = await Queries.FindAsync(CancellationToken.None);

    private static long DifferenceOf(ReconciliationRow books) =>
        Math.Abs(books.OutsideDifference) + Math.Abs(books.SupplyDifference);

    private static long OnTheWay(ReconciliationLine line) =>
        line.Books is { } books ? books.Leaving + books.Arriving + books.Burning : 0;

    /// <summary>One figure where both sides agree, else both.</summary>
    private string Both(
        ReconciliationLine line, Func<ReconciliationRow, long> ledger, Func<ReconciliationRow, long> chain)
    {
        if (line.Books is not { } books) return "";
        var (one, other) = (ledger(books), chain(books));
        return W["Ledger.ReconcileBoth", Formats.Number(one), Formats.Number(other)];
    }
}
