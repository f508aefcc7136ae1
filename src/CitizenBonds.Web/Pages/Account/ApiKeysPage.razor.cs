using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;
using CitizenBonds.Web.Identity;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

/// <summary>The keys with which programs of an institution act for it.</summary>
public sealed partial class ApiKeysPage
{
    private IReadOnlyList<ApiKeyView> _keys = [];
    private ApiKeyText? _made;

    [Inject] public required ApiKeys Keys { get; init; }

    [SupplyParameterFromForm(FormName = "make")] public string? NewId { get; set; }

    [SupplyParameterFromForm(FormName = "make")] public string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "make")] public string? Read { get; set; }

    [SupplyParameterFromForm(FormName = "make")] public string? Trade { get; set; }

    [SupplyParameterFromForm(FormName = "make")] public string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "revoke")] public string? Id { get; set; }

    private bool IsFirst => NewId is null;

    protected override async Task OnInitializedAsync() => _keys = await Keys.ListAsync(Person.Id, Cancelled);

    private async Task MakeAsync()
    {
        // The browser must not keep a page that shows a secret.
        Http.Response.Headers.CacheControl = "no-store";
        var id = Guid.TryParseExact(NewId, "N", out var posted) ? posted : Guid.NewGuid();
        var scopes = (Read is null ? ApiScopes.None : ApiScopes.Read)
            | (Trade is null ? ApiScopes.None : ApiScopes.Trade);
        var made = await Keys.CreateAsync(Person, id, Name ?? "", scopes, Password ?? "", Cancelled);
        if (made.Refusal is { } refusal)
        {
            var field = refusal is ApiKeyRefusal.Locked or ApiKeyRefusal.PresentPasswordWrong ? "Password" : "Name";
            Errors.Add((field, W.Of(refusal)));
            return;
        }

        _made = made.Text;
        (Name, Read, Trade, NewId) = (null, null, null, null);
        _keys = await Keys.ListAsync(Person.Id, Cancelled);
    }

    private async Task RevokeAsync()
    {
        if (Guid.TryParseExact(Id, "N", out var id)) await Keys.RevokeAsync(Person, id, Cancelled);
        GoTo(AccountUrls.Done(AccountUrls.ApiKeys, "key-revoked"));
    }

    private string ScopesOf(ApiKeyView key) => string.Join(
        SiteCulture.IsJapanese ? "、" : "; ",
        new[]
        {
            key.Scopes.HasFlag(ApiScopes.Read) ? W["Account.KeyScopeRead"] : null,
            key.Scopes.HasFlag(ApiScopes.Trade) ? W["Account.KeyScopeTrade"] : null,
        }.OfType<string>());
}
