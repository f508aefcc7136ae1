using CitizenBonds.Application.Identity;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class PasskeysPage
{
    private IReadOnlyList<UserPasskeyInfo> _passkeys = [];
    private string? _answer;

    [Inject] public required SignInMethods Methods { get; init; }

    [SupplyParameterFromForm(FormName = "add")] public string? Credential { get; set; }

    [SupplyParameterFromForm(Name = "NewName")] public string? NewName { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var passkeys = await SignIn.UserManager.GetPasskeysAsync(Person);
        _passkeys = [.. passkeys.OrderBy(passkey => passkey.CreatedAt)];
    }

    private async Task AddAsync()
    {
        if (string.IsNullOrEmpty(Credential))
        {
            _answer = W["Account.PasskeyNotMade"];
            return;
        }

        var made = await SignIn.PerformPasskeyAttestationSafelyAsync(Credential);
        if (made is null)
        {
            _answer = W["Account.PasskeyNotMade"];
            return;
        }

        made.Name = BrowserName.From(Http.Request.Headers.UserAgent.ToString());
        if (!await Methods.AddPasskeyAsync(Person, made, Cancelled))
        {
            _answer = W["Account.PasskeysFull", SignInMethods.PasskeysMax];
            return;
        }

        await FinishAsync("passkey-added");
    }

    private async Task RenameAsync(UserPasskeyInfo passkey)
    {
        var name = (NewName ?? "").Trim();
        if (name.Length > 0) await Methods.RenamePasskeyAsync(Person, passkey.CredentialId, name);
        await FinishAsync("passkey-renamed");
    }

    private async Task RemoveAsync(UserPasskeyInfo passkey)
    {
        await Methods.RemovePasskeyAsync(Person, passkey.CredentialId, Cancelled);
        await FinishAsync("passkey-removed");
    }

    private async Task FinishAsync(string done)
    {
        await SignIn.RefreshSignInAsync(Person);
        GoTo(AccountUrls.Done(AccountUrls.Passkeys, done));
    }
}
