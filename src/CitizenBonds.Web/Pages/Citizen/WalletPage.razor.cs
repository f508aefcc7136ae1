using CitizenBonds.Application.Custody;
using CitizenBonds.Chain.Custody;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>A wallet of one's own: linked by its signature, filled from the portal, emptied into it.</summary>
public sealed partial class WalletPage
{
    private const int AddressLengthMax = 60;

    private WalletView _view = null!; // Read before the page is drawn.

    [Inject] public required CustodyQueries Queries { get; init; }

    [Inject] public required LinkWallet Linking { get; init; }

    [Inject] public required UnlinkWallet Unlinking { get; init; }

    [Inject] public required WithdrawTokens Withdrawing { get; init; }

    [SupplyParameterFromForm(FormName = "ask")] public string? Address { get; set; }

    [SupplyParameterFromForm(FormName = "answer")] public string? Message { get; set; }

    [SupplyParameterFromForm(FormName = "answer")] public string? Signature { get; set; }

    [SupplyParameterFromForm(FormName = "answer")] public string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "withdraw")] public string? Isin { get; set; }

    [SupplyParameterFromForm(FormName = "withdraw")] public string? Tokens { get; set; }

    [SupplyParameterFromForm(FormName = "withdraw")] public string? Wallet { get; set; }

    private string Site => new Uri(Navigation.BaseUri).Authority;

    protected override async Task LoadAsync() => _view = await Queries.FindAsync(UserId, Now, Cancelled);

    private async Task AskAsync()
    {
        var page = new Uri(new Uri(Navigation.BaseUri), CitizenUrls.Wallet).ToString();
        Refused = (await Linking.AskAsync(
            Clean(Address, AddressLengthMax), Site, page, Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.Wallet);
    }

    private async Task AnswerAsync()
    {
        Refused = (await Linking.AnswerAsync(
            Message, Clean(Signature, WalletSignature.LettersMax), Password ?? "", Site, Key, UserId, Now, Cancelled))
            .AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(CitizenUrls.Wallet, "wallet-linked"));
    }

    private async Task UnlinkAsync()
    {
        Refused = (await Unlinking.ExecuteAsync(Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(CitizenUrls.Wallet, "wallet-unlinked"));
    }

    private async Task WithdrawAsync()
    {
        if (TypedNumber.Parse(Tokens) is not { } tokens)
        {
            Errors.Add((nameof(Tokens), W["Citizen.AmountUnreadable"]));
            return;
        }

        var command = new WithdrawTokensCommand(
            Clean(Isin, AddressLengthMax), tokens, Clean(Wallet, AddressLengthMax));
        Refused = (await Withdrawing.ExecuteAsync(command, Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(CitizenUrls.Wallet, "tokens-sent"));
    }
}
