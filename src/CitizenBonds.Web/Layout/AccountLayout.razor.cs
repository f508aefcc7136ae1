using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Layout;

/// <summary>The frame of every signed-in page. A console puts <see cref="ConsoleFrame"/> inside it.</summary>
public sealed partial class AccountLayout
{
    [Inject] public required NavigationManager Navigation { get; init; }

    private string Address => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    private string Path => Address.Split('?', 2)[0];
}
