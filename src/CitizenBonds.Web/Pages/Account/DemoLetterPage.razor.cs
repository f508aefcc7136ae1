using CitizenBonds.Application.Messages;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class DemoLetterPage
{
    private EmailView? _letter;

    [Inject] public required DemoLetters Letters { get; init; }

    [Inject] public required OutboxQueries Outbox { get; init; }

    [SupplyParameterFromQuery(Name = "letter")] public string? Letter { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Letters.LetterOf(Letter) is { } id) _letter = await Outbox.FindAsync(id, Cancelled);
    }
}
