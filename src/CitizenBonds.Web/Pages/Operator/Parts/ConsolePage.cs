using System.Globalization;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Operations;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Identity;
using CitizenBonds.Web.Identity;
using CitizenBonds.Web.Layout;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator.Parts;

/// <summary>A page of the operator's or auditor's console: rendered once per request, its forms plain posts.</summary>
public abstract class ConsolePage : ComponentBase
{
    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    [Inject] public required ConsoleQueries Console { get; init; }

    [Inject] public required Words Texts { get; init; }

    /// <summary>Key of a sentence about what was just done, set by the page that sent the person here.</summary>
    [SupplyParameterFromQuery(Name = "done")] public string? Done { get; set; }

    /// <summary>Made when the form was drawn: the same form sent twice is carried out once.</summary>
    [SupplyParameterFromForm(Name = "Key")] public string? PostedKey { get; set; }

    protected Application.Commands.Refusal? Refused { get; set; }

    protected List<(string Name, string Text)> Errors { get; } = [];

    protected WaitingWork Waiting { get; private set; } = new(0, 0, 0, 0);

    protected DateTimeOffset Now { get; private set; }

    protected static string Language => SiteCulture.CurrentLanguage;

    protected CancellationToken Cancelled => Http.RequestAborted;

    protected Guid UserId => Http.User.GetActor().UserId;

    protected bool IsOperator => Http.User.GetActor().Is(PortalRole.Operator);

    /// <summary>Bound to the person: nobody meets another's key. A key that is not ours counts as new.</summary>
    protected string Key
    {
        get
        {
            var key = Guid.TryParseExact(PostedKey, "N", out var posted) ? posted : Guid.NewGuid();
            return string.Create(CultureInfo.InvariantCulture, $"console-{UserId:N}-{key:N}");
        }
    }

    /// <summary>The console's sections with how much waits in each.</summary>
    protected IReadOnlyList<ConsoleItem> Sections
    {
        get
        {
            var items = new List<ConsoleItem> { new(ConsoleUrls.Home, Texts["Operator.HomeTitle"]) };
            if (IsOperator)
            {
                items.Add(new(ConsoleUrls.Money, Texts["Operator.MoneyTitle"], Count(Waiting.Movements)));
                items.Add(new(ConsoleUrls.BankLines, Texts["Operator.LinesTitle"], Count(Waiting.BankLines)));
                items.Add(new(ConsoleUrls.Identity, Texts["Operator.IdentityTitle"], Count(Waiting.IdentityChecks)));
                items.Add(new(ConsoleUrls.Market, Texts["Market.HaltsTitle"]));
                items.Add(new(ConsoleUrls.MarketMakers, Texts["Surveillance.MakersTitle"]));
                items.Add(new(ConsoleUrls.Miners, Texts["FairPrice.MinersTitle"]));
                items.Add(new(ConsoleUrls.Headers, Texts["Mining.FeedTitle"]));
                if (Clock.IsDemo) items.Add(new(ConsoleUrls.Calendar, Texts["Operator.CalendarTitle"]));
                items.Add(new(Urls.Feeds, Texts["Office.FeedsTitle"]));
                items.Add(new(
                    AccountUrls.Outbox, Texts["Operator.OutboxTitle"], Count(Waiting.FailedLetters)));
            }

            items.Add(new(ConsoleUrls.Surveillance, Texts["Surveillance.Title"]));
            items.Add(new(ConsoleUrls.Audit, Texts["Operator.AuditTitle"]));
            items.Add(new(ConsoleUrls.Commands, Texts["Operator.CommandsTitle"]));
            items.Add(new(ConsoleUrls.Events, Texts["Operator.EventsTitle"]));
            return items;
        }
    }

    /// <summary>What the page shows is read before it is drawn for the first time: markup relies on it.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        Now = Clock.GetUtcNow();
        Waiting = await Console.WaitingAsync(Cancelled);
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected virtual Task LoadAsync() => Task.CompletedTask;

    protected string? ErrorOf(string name) => Errors.Find(error => error.Name == name).Text;

    protected void GoTo(string address) => Navigation.NavigateTo(address);

    private static string? Count(int waiting) => waiting == 0 ? null : Formats.Number(waiting);
}
