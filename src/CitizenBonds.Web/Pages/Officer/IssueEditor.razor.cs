using System.Globalization;
using System.Reflection;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CitizenBonds.Web.Pages.Officer;

/// <summary>
/// The fields of a draft. Part of a plain form; in a circuit it also checks and simulates while one types and saves
/// when
/// one leaves a field.
/// </summary>
public sealed partial class IssueEditor : IDisposable
{
    /// <summary>After the last keystroke.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(400);

    private readonly CancellationTokenSource _closed = new();
    private readonly HashSet<string> _touched = [];
    private readonly IReadOnlyList<EditorGroup> _groups = EditorGroup.All;
    private IssueDraftFields _shown = new();
    private IssueDraftFields _typed = new();
    private IReadOnlyList<PurposeView> _purposes = [];
    private DraftReading? _reading;
    private IssueSimulation? _simulation;
    private Actor? _actor;
    private string? _saveRefusal;
    private DateTimeOffset? _savedAt;
    private int _version;
    private int _edits;
    private bool _isSaving;

    [Parameter, EditorRequired] public required long DraftId { get; set; }

    [Parameter, EditorRequired] public required int Version { get; set; }

    /// <summary>Names this opened editor: the form around it posts the same name.</summary>
    [Parameter, EditorRequired] public required Guid Editor { get; set; }

    [Parameter, EditorRequired] public required IssueDraftFields Fields { get; set; }

    /// <summary>Also name the fields that are still empty: after a submission was refused.</summary>
    [Parameter] public bool ShowMissing { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    [Inject] public required IssueDeskQueries Desk { get; init; }

    [Inject] public required SaveIssueDraft Save { get; init; }

    [Inject] public required SimulateIssue Simulate { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private string StateText => _reading switch
    {
        null => "",
        { Faults.Count: > 0 } reading => W["Office.FieldsLeft", reading.Faults.Count],
        _ when _savedAt is { } moment => W["Office.CompleteAndSaved", Formats.Moment(moment, withSeconds: true)],
        _ => W["Office.Complete"],
    };

    public static string NameOf(string field) => $"Form.{field}";

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _actor = (await Authentication).User.GetActor(); // Never from the address or a field.
        _shown = Fields;
        _typed = Fields with { };
        if (await Desk.FindDraftAsync(DraftId, _actor, _closed.Token) is not { } draft) return;
        _purposes = draft.Purposes;
        await ReadAsync();
    }

    /// <remarks>A posted form saves first and is then shown again: with the version that it made.</remarks>
    protected override void OnParametersSet() => _version = Math.Max(_version, Version);

    /// <summary>Waits for a rest in the typing, then checks, simulates and saves: words, not letters.</summary>
    private async Task TypeAsync(string field, ChangeEventArgs change)
    {
        Set(field, change);
        _touched.Add(field);
        var edit = ++_edits;
        await Task.Delay(Rest, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing
            | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (edit != _edits || _closed.IsCancellationRequested) return;
        await ReadAsync();
        if (!_isSaving) await SaveAsync(); // A save that runs already looks again when it is done.
    }

    private async Task SaveAsync()
    {
        if (_actor is not { } actor) return;
        _isSaving = true;
        try
        {
            int saving;
            do
            {
                saving = _edits;
                var now = Clock.GetUtcNow();
                var saved = await Save.ExecuteAsync(
                    new(DraftId, _version, _typed with { }, Editor), actor, now, _closed.Token);
                _saveRefusal = saved.AsRefusal is { } refusal ? RefusalSentence.Of(W, refusal) : null;
                if (_saveRefusal is not null) return;
                _version = saved.ValueOrThrow.Version;
                _savedAt = now;
            }
            while (saving != _edits);
        }
        finally
        {
            _isSaving = false;
        }
    }

    private async Task ReadAsync()
    {
        var now = Clock.GetUtcNow();
        var limits = SaleTimeLimits.For(Clock.IsDemo);
        _reading = IssueDraftCheck.Read(_typed, new DraftSurroundings(now, limits, _purposes));
        _simulation = _reading is { Terms: { } terms, Price: { } price } && _actor?.IssuerId is { } issuerId
            ? await Simulate.ExecuteAsync(issuerId, terms, price, exceptIssueId: null, now, _closed.Token)
            : null;
    }

    private void Set(string field, ChangeEventArgs change)
    {
        var value = change.Value is bool isTicked ? (isTicked ? IssueDraftFields.Yes : "") : change.Value as string;
        PropertyOf(field).SetValue(_typed, value);
    }

    /// <remarks>The controls keep showing what the page opened with: what is typed is in the browser already.</remarks>
    private string? Shown(string field) => PropertyOf(field).GetValue(_shown) as string;

    private string? ErrorOf(string field)
    {
        if (_reading?.FaultOf(field) is not { } fault) return null;
        var isEmpty = fault.Refusal.Is(TypedRefusal.Missing);
        return isEmpty && !ShowMissing && !_touched.Contains(field) ? null : RefusalSentence.Of(W, fault.Refusal);
    }

    private string LabelOf(EditorField field) => W[$"Office.{field.Name}"];

    private string? HintOf(EditorField field) => W.Find($"Office.{field.Name}.Hint");

    private string? UnitOf(EditorField field) => field.Unit is null ? null : W[field.Unit];

    private IReadOnlyList<Choice> ChoicesOf(string field) => field switch
    {
        nameof(IssueDraftFields.PurposeId) => [.. _purposes.Select(PurposeChoice)],
        nameof(IssueDraftFields.Kind) =>
            [new(IssueDraftFields.Fixed, W["Office.KindFixed"]), new(IssueDraftFields.Zero, W["Office.KindZero"])],
        nameof(IssueDraftFields.SaleMethod) =>
        [
            new(IssueDraftFields.FixedPrice, W["Office.SaleMethodFixed"]),
            new(IssueDraftFields.Auction, W["Office.SaleMethodAuction"]),
        ],
        nameof(IssueDraftFields.Frequency) => [.. new[] { "1", "2", "4", "12" }.Select(Frequency)],
        nameof(IssueDraftFields.DayCount) => [.. DayCount.All.Select(rule => new Choice(rule.Name, rule.Name))],
        nameof(IssueDraftFields.Calendar) =>
            [.. BusinessCalendar.All.Select(
                calendar => new Choice(calendar.Code, W[$"Office.Calendar{calendar.Code}"]))],
        _ => [.. Enum.GetValues<BusinessDayConvention>().Select(rule => new Choice(rule.ToString(), W.Of(rule)))],
    };

    private Choice PurposeChoice(PurposeView purpose) => new(
        purpose.Id.ToString(CultureInfo.InvariantCulture),
        W["Office.PurposeChoice", Bilingual.Of(purpose.NameJa, purpose.NameEn), Formats.Brief(purpose.Left)]);

    private Choice Frequency(string perYear) => new(perYear, W["Office.TimesAYear", perYear]);

    private static PropertyInfo PropertyOf(string field) =>
        typeof(IssueDraftFields).GetProperty(field)
        ?? throw new ArgumentException($"There is no field {field}.", nameof(field));
}
