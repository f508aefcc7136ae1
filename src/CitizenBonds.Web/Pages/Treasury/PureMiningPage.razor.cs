using System.Globalization;
using CitizenBonds.Application.Mining;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Pages.Mining;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Treasury;

/// <summary>The treasury's mining bonds: issue, what is set aside for coupons, call.</summary>
public sealed partial class PureMiningPage
{
    private readonly List<(string Name, string Text)> _errors = [];
    private IReadOnlyList<MiningSeriesLine> _series = [];
    private (Money Bitcoin, Money Yen) _money = (Money.FromSatoshi(0), Money.Zero);
    private string? _refusal;

    [Inject] public required IssueMiningSeries Issuing { get; init; }

    [Inject] public required AnnounceCall Calling { get; init; }

    [Inject] public required MiningQueries Queries { get; init; }

    [SupplyParameterFromForm(FormName = "issue")] public string? TitleEn { get; set; }

    [SupplyParameterFromForm(FormName = "issue")] public string? TitleJa { get; set; }

    [SupplyParameterFromForm(FormName = "issue")] public string? Size { get; set; }

    [SupplyParameterFromForm(FormName = "issue")] public string? Price { get; set; }

    [SupplyParameterFromForm(FormName = "issue")] public string? BondsPerToken { get; set; }

    [SupplyParameterFromForm(FormName = "issue")] public string? SaleOpensOn { get; set; }

    [SupplyParameterFromForm(FormName = "issue")] public string? SaleClosesOn { get; set; }

    [SupplyParameterFromForm(FormName = "issue")] public string? IssueDate { get; set; }

    [SupplyParameterFromForm(FormName = "call")] public string? IssueId { get; set; }

    [SupplyParameterFromForm(FormName = "call")] public string? Days { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    /// <summary>Each form of the page has its own key: one may be sent after the other.</summary>
    private string KeyFor(long issueId) =>
        FreshKey[..16] + issueId.ToString("x16", CultureInfo.InvariantCulture);

    private string? ErrorOf(string field) => _errors.Find(error => error.Name == field).Text;

    private async Task LoadAsync()
    {
        _series = await Queries.ListAsync(Cancelled);
        _money = await Queries.TreasuryAsync(Cancelled);
    }

    private async Task IssueAsync()
    {
        var typed = new IssueMiningSeriesCommand(
            TitleJa, TitleEn, Size, Price, BondsPerToken, SaleOpensOn, SaleClosesOn, IssueDate);
        var outcome = await Issuing.ExecuteAsync(typed, PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is not { } refusal)
        {
            GoTo(Urls.Done(Urls.TreasuryPureMining, "issued"));
            return;
        }

        foreach (var fault in Issuing.FindFaults(typed, Now))
            _errors.Add((fault.Field, RefusalSentence.Of(W, fault.Refusal)));
        if (_errors.Count == 0) _refusal = RefusalSentence.Of(W, refusal);
        await LoadAsync();
    }

    private async Task CallAsync()
    {
        _ = long.TryParse(IssueId, NumberStyles.None, CultureInfo.InvariantCulture, out var issueId);
        _ = int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days);
        var outcome = await Calling.ExecuteAsync(new(issueId, days), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is null) GoTo(Urls.Done(Urls.TreasuryPureMining, "called"));
        else _refusal = MiningSentence.Of(W, outcome.AsRefusal);
        await LoadAsync();
    }
}
