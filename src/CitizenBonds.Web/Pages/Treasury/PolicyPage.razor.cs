using System.Globalization;
using CitizenBonds.Application.Credit;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Treasury;

/// <summary>The versions of the credit policy, and the form that publishes the next one.</summary>
public sealed partial class PolicyPage
{
    private readonly List<(string Name, string Text)> _errors = [];
    private PolicyDesk _desk = null!; // Read before the page is drawn.
    private IReadOnlyList<PolicyField> _fields = [];
    private string? _refusal;
    private bool _isPosted;

    [Inject] public required PolicyQueries Queries { get; init; }

    [Inject] public required PublishPolicy Publish { get; init; }

    [SupplyParameterFromForm(FormName = "policy")] public string? BasedOn { get; set; }

    [SupplyParameterFromForm(FormName = "policy")] public string? EffectiveFrom { get; set; }

    private IReadOnlyList<CreditPolicy> Newest => [.. _desk.Versions.Reverse()];

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        _desk = await Queries.DeskAsync(Now, Cancelled);
        _fields = PolicyForm.FieldsOf(_desk.Latest);
        await base.SetParametersAsync(ParameterView.Empty);
    }

    private async Task PublishAsync()
    {
        _isPosted = true;
        _ = int.TryParse(BasedOn, NumberStyles.None, CultureInfo.InvariantCulture, out var basedOn);
        var figures = _fields.ToDictionary(field => field.Name, field => (string?)Posted(field.Name));
        var outcome = await Publish.ExecuteAsync(
            new(basedOn, EffectiveFrom, figures), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is not { } refusal)
        {
            GoTo(Urls.Done(Urls.TreasuryPolicy, "published"));
            return;
        }

        _refusal = RefusalSentence.Of(W, refusal);
        if (refusal.Is(PolicyFormRefusal.DateUnreadable)) _errors.Add((nameof(EffectiveFrom), _refusal));
        if (refusal.Arguments.GetValueOrDefault("faults") is not IReadOnlyList<PolicyFault> faults) return;
        foreach (var fault in faults)
        {
            var field = _fields.Single(field => field.Name == fault.Name);
            _errors.Add((fault.Name, $"{LabelOf(field)}: {SentenceOf(fault)}"));
        }
    }

    private string SentenceOf(PolicyFault fault) =>
        RefusalSentence.Of(W, Application.Commands.Refusal.Of(fault.Kind, ("min", 0L), ("max", fault.Max)));

    private string Posted(string name) => Http.Request.Form[name].ToString();

    private string? ValueOf(PolicyField field) => _isPosted ? Posted(field.Name) : field.Value;

    private string? ErrorOf(string name) => _errors.Find(error => error.Name == name).Text;

    private string LabelOf(PolicyField field) => field.Figure switch
    {
        PolicyFigure.LinePercent when field.Line is { } number => W[
            "Office.PolicyLine", W.Of(_desk.Latest.Lines[number].Indicator), _desk.Latest.Lines[number].Tier],
        PolicyFigure.OutstandingShare => W["Office.PolicyOutstanding"],
        PolicyFigure.NewPerYearShare => W["Office.PolicyNewPerYear"],
        PolicyFigure.NeedsPermission => W["Office.PolicyPermission"],
        _ => W["Office.PolicySpread", field.Months / 12],
    };

    private string UnitOf(PolicyField field) =>
        field.Figure == PolicyFigure.SpreadPoints ? W["Office.PolicyPoints"] : "%";
}
