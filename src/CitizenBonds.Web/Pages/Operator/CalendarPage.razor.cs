using System.Globalization;
using CitizenBonds.Application.Operations;
using CitizenBonds.Application.Time;
using CitizenBonds.Application.Workers;
using CitizenBonds.Web.Pages.Operator.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>The demonstration's calendar. Time goes forward only, so sending a form twice moves it once.</summary>
public sealed partial class CalendarPage
{
    private DateTimeOffset? _next;
    private DateTimeOffset? _since;
    private IReadOnlyList<DueItem> _due = [];
    private IReadOnlyList<DoneItem> _done = [];

    [Inject] public required MoveCalendar Calendar { get; init; }

    [Inject] public required DueWork DueWork { get; init; }

    [Inject] public required CalendarQueries Queries { get; init; }

    [Inject] public required IHostApplicationLifetime Life { get; init; }

    [SupplyParameterFromQuery(Name = "since")] public long? SinceTicks { get; set; }

    [SupplyParameterFromForm(FormName = "step")] public long? ToTicks { get; set; }

    [SupplyParameterFromForm(FormName = "day")] public string? Day { get; set; }

    private List<(DateTimeOffset To, string Text)> StepChoices
    {
        get
        {
            var choices = new List<(DateTimeOffset To, string Text)>
            {
                (Now.AddDays(1), W["Operator.OneDay"]),
                (Now.AddMonths(1), W["Operator.OneMonth"]),
            };
            if (_next is { } next) choices.Insert(0, (next, W["Operator.ToNextDue"]));
            return choices;
        }
    }

    protected override async Task LoadAsync()
    {
        if (!Clock.IsDemo)
        {
            Navigation.NotFound();
            return;
        }

        _next = await DueWork.NextAfterAsync(Now, Cancelled);
        _due = await Queries.NextAsync(Now, Cancelled);
        _since = MomentOf(SinceTicks);
        if (_since is { } since) _done = await Queries.DoneAsync(since, Now, Cancelled);
    }

    private Task StepAsync() => MoveAsync(MomentOf(ToTicks) ?? Now);

    private async Task GoToDayAsync()
    {
        if (DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            await MoveAsync(PortalTime.OpeningOf(day));
        else
            Errors.Add((nameof(Day), W["Operator.DayUnreadable"]));
    }

    /// <remarks>Goes on when the browser gives up waiting: half a move would leave people with half the news.</remarks>
    private async Task MoveAsync(DateTimeOffset to)
    {
        Refused = (await Calendar.ExecuteAsync(to, Life.ApplicationStopping)).AsRefusal;
        if (Refused is null) GoTo(ConsoleUrls.CalendarSince(Now));
    }

    private string DayText(int daysAhead) =>
        PortalTime.DayOf(Now).AddDays(daysAhead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset? MomentOf(long? ticks) =>
        ticks is { } count && count >= 0 && count <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(count, TimeSpan.Zero)
            : null;
}
