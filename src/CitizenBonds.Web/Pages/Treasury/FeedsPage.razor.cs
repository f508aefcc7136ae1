using System.Text;
using CitizenBonds.Application.Pricing;
using CitizenBonds.Domain.Pricing.Feeds;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Treasury;

/// <summary>Curves and metals as they come in, and what was held back: released by two people or by none.</summary>
public sealed partial class FeedsPage
{
    private IReadOnlyList<QuarantinedItem> _items = [];
    private IReadOnlyList<FeedSourceLine> _sources = [];
    private QuarantinedItem? _open;
    private ReceivedFeed? _received;
    private string? _refusal;

    [Inject] public required ReceiveFeed Receive { get; init; }

    [Inject] public required DecideQuarantine Decide { get; init; }

    [Inject] public required FeedQueries Queries { get; init; }

    [SupplyParameterFromQuery(Name = "id")] public long? Id { get; set; }

    [SupplyParameterFromForm(FormName = "receive")] public IFormFile? File { get; set; }

    [SupplyParameterFromForm(FormName = "receive")] public string? Source { get; set; }

    [SupplyParameterFromForm(FormName = "decide")] public QuarantineStep? Step { get; set; }

    protected override async Task OnInitializedAsync() => await LoadAsync();

    private async Task LoadAsync()
    {
        _items = await Queries.QuarantineAsync(Cancelled);
        _sources = await Queries.SourcesAsync(Cancelled);
        _open = _items.FirstOrDefault(item => item.Id == Id);
    }

    private async Task ReceiveAsync()
    {
        var text = "";
        if (File is { Length: > 0 and <= ReceiveFeed.FileLengthMax })
        {
            using var reader = new StreamReader(File.OpenReadStream(), Encoding.UTF8);
            text = await reader.ReadToEndAsync(Cancelled);
        }

        var outcome = await Receive.ExecuteAsync(new(text, Source), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else _received = outcome.ValueOrThrow;
        await LoadAsync();
    }

    private async Task DecideAsync()
    {
        if (Step is not { } step) return;
        var outcome = await Decide.ExecuteAsync(new(Id ?? 0, step), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal)
        {
            _refusal = RefusalSentence.Of(W, refusal);
            return;
        }

        GoTo(Urls.Done(Urls.Feeds, outcome.ValueOrThrow switch
        {
            QuarantineState.Proposed => "proposed",
            QuarantineState.Released => "released",
            _ => "rejected",
        }));
    }
}
