using System.Text;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Mining;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Pages.Operator.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>The feed of Bitcoin's headers, the bitcoin of the treasury, and decisions about the chain.</summary>
public sealed partial class HeadersPage
{
    private ChainView _chain = null!; // Read before anything is drawn.
    private Money _bitcoin = Money.FromSatoshi(0);
    private ReceivedHeaders? _received;

    [Inject] public required ReceiveHeaders Receiving { get; init; }

    [Inject] public required BookBitcoin Booking { get; init; }

    [Inject] public required DecideMiningChain Deciding { get; init; }

    [Inject] public required MiningQueries Queries { get; init; }

    [SupplyParameterFromForm(FormName = "headers")] public IFormFile? File { get; set; }

    [SupplyParameterFromForm(FormName = "bitcoin")] public string? TransactionId { get; set; }

    [SupplyParameterFromForm(FormName = "bitcoin")] public string? Satoshi { get; set; }

    protected override async Task LoadAsync()
    {
        _chain = await Queries.ChainAsync(Now, Cancelled);
        (_bitcoin, _) = await Queries.TreasuryAsync(Cancelled);
    }

    private async Task ReceiveAsync()
    {
        var text = "";
        if (File is { Length: > 0 and <= HeaderFile.LengthMax })
        {
            using var reader = new StreamReader(File.OpenReadStream(), Encoding.UTF8);
            text = await reader.ReadToEndAsync(Cancelled);
        }

        var (branch, unreadable) = HeaderFile.Read(text);
        Refused = unreadable;
        if (branch is null) return;
        var name = File?.FileName ?? "";
        var outcome = await Receiving.ExecuteAsync(
            branch, name.Length > 100 ? name[..100] : name, Key, UserId, Now, Cancelled);
        Refused = outcome.AsRefusal;
        if (Refused is null) _received = outcome.ValueOrThrow;
        await LoadAsync();
    }

    private async Task BookAsync()
    {
        var outcome = await Booking.ExecuteAsync(
            new(TransactionId, Satoshi), Key, Http.User.GetActor(), Now, Cancelled);
        Refused = outcome.AsRefusal;
        if (Refused is null) GoTo(ConsoleUrls.WithDone(ConsoleUrls.Headers, "booked"));
    }

    private Task ResumeAsync() => DecideAsync(ChainDecision.Resume);

    private Task EndAsync() => DecideAsync(ChainDecision.End);

    private async Task DecideAsync(ChainDecision decision)
    {
        var outcome = await Deciding.ExecuteAsync(decision, Key, Http.User.GetActor(), Now, Cancelled);
        Refused = outcome.AsRefusal;
        if (Refused is null) GoTo(ConsoleUrls.WithDone(ConsoleUrls.Headers, "decided"));
    }
}
