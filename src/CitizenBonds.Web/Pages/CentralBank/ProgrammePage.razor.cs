using CitizenBonds.Application.Buyback;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.CentralBank;

/// <summary>One programme in the hands of the central bank: start, pause, resume, stop, ask for offers.</summary>
public sealed partial class ProgrammePage
{
    private readonly List<(string Name, string Text)> _errors = [];
    private BuybackView? _programme;
    private string? _refusal;

    [Parameter] public long Id { get; set; }

    [Inject] public required BuybackQueries Programmes { get; init; }

    [Inject] public required SteerBuyback Steer { get; init; }

    [Inject] public required AnnounceReverseAuction Announce { get; init; }

    [SupplyParameterFromForm(FormName = "steer")] public string? Steering { get; set; }

    [SupplyParameterFromForm(FormName = "announce")] public string? TokensMax { get; set; }

    [SupplyParameterFromForm(FormName = "announce")] public string? BudgetMax { get; set; }

    [SupplyParameterFromForm(FormName = "announce")] public string? RetailMax { get; set; }

    [SupplyParameterFromForm(FormName = "announce")] public string? ClosesOn { get; set; }

    private string Title => _programme is null ? "" : Bilingual.Of(_programme.Line.Bond.Ja, _programme.Line.Bond.En);

    private IReadOnlyList<BuybackSteering> Choices => _programme?.Line.State switch
    {
        BuybackProgrammeState.Planned => [BuybackSteering.Start, BuybackSteering.Stop],
        BuybackProgrammeState.Running => [BuybackSteering.Pause, BuybackSteering.Stop],
        BuybackProgrammeState.Paused => [BuybackSteering.Resume, BuybackSteering.Stop],
        _ => [],
    };

    protected override async Task OnInitializedAsync()
    {
        _programme = await Programmes.FindAsync(Id, Cancelled);
        if (_programme is null) Navigation.NotFound();
    }

    private async Task SteerAsync()
    {
        if (!Enum.TryParse<BuybackSteering>(Steering, out var steering) || !Enum.IsDefined(steering)) return;
        var outcome = await Steer.ExecuteAsync(new(Id, steering), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.CentralBankProgramme(Id), steering.ToString()));
    }

    private async Task AnnounceAsync()
    {
        var input = new AnnounceAuctionCommand(Id, TokensMax, BudgetMax, RetailMax, ClosesOn);
        _errors.AddRange(AnnounceReverseAuction.FindFaults(input).Select(fault => (
            fault.Field, $"{W[$"Buyback.{fault.Field}"]}: {RefusalSentence.Of(W, fault.Refusal)}")));
        if (_errors.Count > 0) return;
        var outcome = await Announce.ExecuteAsync(input, PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.CentralBankProgramme(Id), "announced"));
    }

    private string? ErrorOf(string name) => _errors.Find(error => error.Name == name).Text;
}
