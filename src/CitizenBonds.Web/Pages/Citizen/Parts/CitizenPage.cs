using System.Globalization;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>A page of an investor: rendered once per request, its forms plain posts.</summary>
public abstract class CitizenPage : ComponentBase
{
    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    [Inject] public required OpenInvestor Opening { get; init; }

    [Inject] public required NextStepQueries NextSteps { get; init; }

    /// <summary>Key of a sentence about what was just done, set by the page that sent the person here.</summary>
    [SupplyParameterFromQuery(Name = "done")] public string? Done { get; set; }

    /// <summary>Made when the form was drawn: the same form sent twice is carried out once.</summary>
    [SupplyParameterFromForm(Name = "Key")] public string? PostedKey { get; set; }

    protected GuidedPath Path { get; private set; } = null!; // Read before anything of the page is drawn.

    protected Application.Commands.Refusal? Refused { get; set; }

    protected List<(string Name, string Text)> Errors { get; } = [];

    protected CancellationToken Cancelled => Http.RequestAborted;

    protected Guid UserId => Http.User.GetActor().UserId;

    protected DateTimeOffset Now { get; private set; }

    protected static string Language => SiteCulture.CurrentLanguage;

    /// <summary>Bound to the person, so that nobody meets another's key. One that is not ours is a new one.</summary>
    protected string Key => Guid.TryParseExact(PostedKey, "N", out var key)
        ? string.Create(CultureInfo.InvariantCulture, $"form-{UserId:N}-{key:N}")
        : string.Create(CultureInfo.InvariantCulture, $"form-{UserId:N}-{Guid.NewGuid():N}");

    /// <summary>Who asks and when is known before the page is drawn for the first time: markup relies on it.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        Now = Clock.GetUtcNow();
        Path = await NextSteps.FindAsync(UserId, Now, Cancelled) ?? await OpenAsync();
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Reads what the page shows, before it is drawn.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    protected string? ErrorOf(string name) => Errors.Find(error => error.Name == name).Text;

    protected void GoTo(string address) => Navigation.NavigateTo(address);

    /// <summary>What was typed without the one character no database keeps; at most that long.</summary>
    protected static string Clean(string? typed, int lengthMax)
    {
        var text = (typed ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        return text.Length <= lengthMax ? text : text[..lengthMax];
    }

    private async Task<GuidedPath> OpenAsync()
    {
        var kind = Http.User.GetActor().Is(PortalRole.Institution) ? InvestorKind.Institution : InvestorKind.Citizen;
        _ = (await Opening.ExecuteAsync(new(kind), UserId, Now, Cancelled)).ValueOrThrow;
        return await NextSteps.FindAsync(UserId, Now, Cancelled)
            ?? throw new InvalidOperationException("An investor's place was opened and is not there.");
    }
}
