using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Domain.Pricing.TechnicalValue;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Treasury;

/// <summary>The treasury gives a new score; what stands is never changed.</summary>
public sealed partial class ScoresPage
{
    private readonly List<(string Name, string Text)> _errors = [];
    private MiningBondView? _bond;
    private string? _refusal;

    [Parameter] public string Isin { get; set; } = "";

    [Inject] public required MiningBondQueries Bonds { get; init; }

    [Inject] public required RecordTechnicalScore Recording { get; init; }

    [SupplyParameterFromForm] public string? Criterion { get; set; }

    [SupplyParameterFromForm] public string? Peer { get; set; }

    [SupplyParameterFromForm] public string? Score { get; set; }

    [SupplyParameterFromForm] public string? Evidence { get; set; }

    [SupplyParameterFromForm] public string? ScoredOn { get; set; }

    private string Title => _bond is null ? "" : Bilingual.Of(_bond.Line.Title.Ja, _bond.Line.Title.En);

    private IReadOnlyList<Choice> Choices =>
    [
        .. Enum.GetValues<TechnicalCriterion>().Select(criterion => new Choice(criterion.ToString(), W.Of(criterion))),
        new(RecordTechnicalScoreCommand.PeerChoice, W["Buyback.APeer"]),
    ];

    protected override async Task OnInitializedAsync()
    {
        _bond = await Bonds.FindAsync(Isin, Cancelled);
        if (_bond is null) Navigation.NotFound();
    }

    private async Task RecordAsync()
    {
        if (_bond is null) return;
        var input = new RecordTechnicalScoreCommand(
            _bond.Line.SeriesId, Criterion, Peer, Score, Evidence, ScoredOn);
        _errors.AddRange(RecordTechnicalScore.FindFaults(input, Now).Select(fault => (
            fault.Field, $"{W[$"Buyback.{fault.Field}"]}: {RefusalSentence.Of(W, fault.Refusal)}")));
        if (_errors.Count > 0) return;
        var outcome = await Recording.ExecuteAsync(input, PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.TreasuryScores(Isin), "recorded"));
    }

    private string? ErrorOf(string name) => _errors.Find(error => error.Name == name).Text;
}
