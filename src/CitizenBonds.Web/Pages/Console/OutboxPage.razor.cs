using CitizenBonds.Application.Messages;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Console;

/// <summary>Every letter the portal wrote, for the operator: also those that no mail server takes.</summary>
public sealed partial class OutboxPage
{
    private IReadOnlyList<EmailView> _letters = [];
    private EmailView? _letter;

    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required OutboxQueries Outbox { get; init; }

    [SupplyParameterFromQuery(Name = "letter")] public long? LetterId { get; set; }

    [SupplyParameterFromQuery(Name = "before")] public long? Before { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (LetterId is { } id) _letter = await Outbox.FindAsync(id, Http.RequestAborted);
        if (_letter is null) _letters = await Outbox.ListAsync(Before, Http.RequestAborted);
    }

    private string StateOf(EmailView letter) => letter switch
    {
        { SentAt: not null } => W["Account.LetterSent"],
        { Attempts: >= SendEmails.AttemptsMax } => W["Account.LetterGivenUp", letter.LastError],
        { Attempts: > 0 } => W["Account.LetterFailed", letter.Attempts, letter.LastError],
        _ => W["Account.LetterWaiting"],
    };
}
