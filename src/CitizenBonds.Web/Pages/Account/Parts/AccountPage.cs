using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account.Parts;

/// <summary>A page of plain forms, rendered once per request on the server.</summary>
public abstract class AccountPage : ComponentBase
{
    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary>Key of a sentence about what was just done, set by the page that sent the person here.</summary>
    [SupplyParameterFromQuery(Name = "done")] public string? Done { get; set; }

    protected CancellationToken Cancelled => Http.RequestAborted;

    /// <summary>Field names with what is wrong with each, in the order of the form.</summary>
    protected List<(string Name, string Text)> Errors { get; } = [];

    protected string? ErrorOf(string name) => Errors.Find(error => error.Name == name).Text;

    protected void GoTo(string address) => Navigation.NavigateTo(address);
}
