using CitizenBonds.Application.Operations;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>Who changed what, from the record of commands.</summary>
public sealed partial class CommandsPage
{
    private IReadOnlyList<CommandLine> _lines = [];

    [Inject] public required RecordQueries Records { get; init; }

    [SupplyParameterFromQuery(Name = "before")] public long? Before { get; set; }

    protected override async Task LoadAsync() => _lines = await Records.CommandsAsync(Before, Cancelled);
}
