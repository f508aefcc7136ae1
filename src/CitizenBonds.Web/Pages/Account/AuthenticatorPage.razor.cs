using CitizenBonds.Application.Identity;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;
using QRCoder;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class AuthenticatorPage
{
    private const string Issuer = "CitizenBonds";
    private const int PixelsPerModule = 5;

    private string _key = "";
    private string? _answer;
    private IReadOnlyList<string>? _codes;

    [Inject] public required SignInMethods Methods { get; init; }

    [SupplyParameterFromForm(FormName = "on")] public string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "off")] public string? Password { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Person.TwoFactorEnabled) return;
        var isNew = string.IsNullOrEmpty(await SignIn.UserManager.GetAuthenticatorKeyAsync(Person));
        _key = await Methods.EnsureAuthenticatorKeyAsync(Person);

        // A new secret renews the security stamp, under which this browser's cookie was issued.
        if (isNew) await SignIn.RefreshSignInAsync(Person);
    }

    private MarkupString Qr
    {
        get
        {
            var label = Uri.EscapeDataString($"{Issuer}:{Person.Email}");
            using var code = QRCodeGenerator.GenerateQrCode(
                $"otpauth://totp/{label}?secret={_key}&issuer={Issuer}&digits=6", QRCodeGenerator.ECCLevel.M);
            using var svg = new SvgQRCode(code);
            return new(svg.GetGraphic(PixelsPerModule, "#000000", "#ffffff", drawQuietZones: true));
        }
    }

    private async Task TurnOnAsync()
    {
        if (Person.TwoFactorEnabled) return; // Sent twice: the first time showed the codes.
        _codes = await Methods.TurnAuthenticatorOnAsync(Person, Code ?? "", Cancelled);
        if (_codes is null) _answer = W["Account.CodeWrong"];
        else await SignIn.RefreshSignInAsync(Person);
    }

    private async Task TurnOffAsync()
    {
        if (!await Methods.TurnAuthenticatorOffAsync(Person, Password ?? "", Cancelled))
        {
            _answer = W.Of(PasswordChangeRefusal.PresentPasswordWrong);
            return;
        }

        await SignIn.RefreshSignInAsync(Person);
        GoTo(AccountUrls.Done(AccountUrls.Home, "authenticator-off"));
    }
}
