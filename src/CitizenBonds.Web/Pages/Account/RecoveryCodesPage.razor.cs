using CitizenBonds.Application.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class RecoveryCodesPage
{
    private IReadOnlyList<string>? _codes;

    [Inject] public required SignInMethods Methods { get; init; }

    private async Task RenewAsync()
    {
        if (Person.TwoFactorEnabled) _codes = await Methods.RenewRecoveryCodesAsync(Person, Cancelled);
    }
}
