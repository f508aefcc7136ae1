using CitizenBonds.Application.Operations;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>The history of all issues.</summary>
public sealed partial class EventsPage
{
    private IReadOnlyList<EventLine> _lines = [];

    [Inject] public required RecordQueries Records { get; init; }

    [SupplyParameterFromQuery(Name = "before")] public long? Before { get; set; }

    protected override async Task LoadAsync() => _lines = await Records.EventsAsync(Before, Cancelled);
}
