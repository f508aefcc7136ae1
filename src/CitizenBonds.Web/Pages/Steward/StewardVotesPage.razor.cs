using CitizenBonds.Application.FairPrice;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Steward;

/// <summary>The rate steward opens a vote on k by rules fixed from the beginning; it is counted by itself.</summary>
public sealed partial class StewardVotesPage
{
    private const decimal Most = 1_000_000_000;

    private readonly Dictionary<string, string> _errors = [];
    private WindowView _view = new([], null, new(null, Money.FromYen(0), Quantity.Zero), [], [], []);
    private string? _refusal;

    [Inject] public required WindowQueries Queries { get; init; }

    [Inject] public required OpenBallot Opening { get; init; }

    [SupplyParameterFromForm(FormName = "open")] public string? ClosesOn { get; set; }

    [SupplyParameterFromForm(FormName = "open")] public string? CloseHeight { get; set; }

    [SupplyParameterFromForm(FormName = "open")] public string? Quorum { get; set; }

    [SupplyParameterFromForm(FormName = "open")] public string? Notice { get; set; }

    protected override async Task OnInitializedAsync() => _view = await Queries.FindAsync(Cancelled);

    private string? ErrorOf(string name) => _errors.GetValueOrDefault(name);

    private async Task OpenAsync()
    {
        var day = TypedText.Date(ClosesOn).Value;
        if (day is null) _errors[nameof(ClosesOn)] = W["FairPrice.ADay"];
        var height = Read(nameof(CloseHeight), CloseHeight, 0);
        var quorum = Read(nameof(Quorum), Quorum, 4);
        var notice = Read(nameof(Notice), Notice, 0);
        if (day is not { } closesOn || _errors.Count > 0) return;
        var command = new OpenBallotCommand(
            PortalTime.ClosingOf(closesOn), (long)height, (long)(quorum * 10_000), (int)notice);
        var outcome = await Opening.ExecuteAsync(command, PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.StewardVotes, "opened"));
    }

    private decimal Read(string name, string? typed, int decimals)
    {
        if (TypedText.Number(typed, -Most, Most, decimals).Value is { } value) return value;
        _errors[name] = W[decimals == 0 ? "FairPrice.WholeNumber" : "FairPrice.AnyNumber"];
        return 0;
    }
}
