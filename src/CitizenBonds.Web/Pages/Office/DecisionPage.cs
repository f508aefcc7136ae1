using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Office;

/// <summary>One issue before the person who decides about it: the second officer or the treasury.</summary>
public abstract class DecisionPage : OfficePage
{
    [Parameter] public long Id { get; set; }

    [Inject] public required IssueDeskQueries Desk { get; init; }

    [Inject] public required SimulateIssue Simulate { get; init; }

    [Inject] public required Words Texts { get; init; }

    [SupplyParameterFromForm] public string? Version { get; set; }

    [SupplyParameterFromForm] public string? Decision { get; set; }

    [SupplyParameterFromForm] public string? Reason { get; set; }

    protected IssueDetail? Issue { get; private set; }

    protected IssueSimulation? Simulation { get; private set; }

    protected string? RefusalText { get; private set; }

    protected abstract string OwnAddress { get; }

    protected override async Task OnInitializedAsync()
    {
        Issue = await Desk.FindAsync(Id, Actor, Cancelled);
        if (Issue is null)
        {
            Navigation.NotFound();
            return;
        }

        Simulation = await Simulate.ExecuteAsync(
            Issue.IssuerId, Issue.Terms, Issue.Price, Issue.Line.Id, Now, Cancelled);
    }

    protected abstract Task<Outcome<DecidedIssue>> DecideAsync(DecideIssueCommand command);

    protected Task AgreeAsync() => AnswerAsync(IssueDecision.Agree, reason: null);

    protected Task DeclineAsync() => AnswerAsync(
        Decision == nameof(IssueDecision.Refuse) ? IssueDecision.Refuse : IssueDecision.SendBack, Reason);

    /// <summary>"Approving sells up to 20,000 tokens and uses 31 % of the year's limit."</summary>
    protected string ConsequenceOf(string key)
    {
        var tokens = Formats.Number(Issue?.Terms.IssueSize.Tokens ?? 0);
        var share = ShareOfThisIssue() is { } part
            ? Formats.Percent(Math.Round(part * 100, 1), decimalsMin: 1)
            : "–";
        return Texts[key, tokens, share, Formats.Moment(Issue?.Line.SaleOpensAt ?? default)];
    }

    private decimal? ShareOfThisIssue() =>
        Simulation?.Review?.Limit is { NewPerYearMax: { IsPositive: true } limit }
            ? (decimal)(Issue?.Line.FaceValue ?? Money.Zero).MinorUnits / limit.MinorUnits
            : null;

    private async Task AnswerAsync(IssueDecision decision, string? reason)
    {
        if (Issue is null) return;
        var version = int.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : 0;
        var outcome = await DecideAsync(new DecideIssueCommand(Id, version, decision, reason));
        if (outcome.AsRefusal is { } refusal) RefusalText = RefusalSentence.Of(Texts, refusal);
        else GoTo(Urls.Done(OwnAddress, decision.ToString()));
    }
}
