using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.CentralBank;

/// <summary>The rules of a programme before it is published, tried on past trading first.</summary>
public sealed partial class PlanPage
{
    private readonly List<(string Name, string Text)> _errors = [];
    private MiningBondLine? _bond;
    private BuybackTrial? _trial;
    private string? _refusal;

    [Parameter] public long SeriesId { get; set; }

    [Inject] public required MiningBondQueries Bonds { get; init; }

    [Inject] public required PlanBuyback Planning { get; init; }

    [Inject] public required SimulateBuyback Trials { get; init; }

    /// <summary>"try" or "plan".</summary>
    [SupplyParameterFromForm(FormName = "plan")] public string? Do { get; set; }

    private string Title => _bond is null ? "" : Bilingual.Of(_bond.Title.Ja, _bond.Title.En);

    private BuybackPlanFields Fields => HttpMethods.IsPost(Http.Request.Method)
        ? new()
        {
            Target = Posted(nameof(BuybackPlanFields.Target)),
            Gain = Posted(nameof(BuybackPlanFields.Gain)),
            Elasticity = Posted(nameof(BuybackPlanFields.Elasticity)),
            Margin = Posted(nameof(BuybackPlanFields.Margin)),
            SliceMax = Posted(nameof(BuybackPlanFields.SliceMax)),
            Participation = Posted(nameof(BuybackPlanFields.Participation)),
            Concentration = Posted(nameof(BuybackPlanFields.Concentration)),
            WindowHours = Posted(nameof(BuybackPlanFields.WindowHours)),
            FirstDay = Posted(nameof(BuybackPlanFields.FirstDay)),
            LastDay = Posted(nameof(BuybackPlanFields.LastDay)),
            SlicesPerDay = Posted(nameof(BuybackPlanFields.SlicesPerDay)),
            Retires = Posted(nameof(BuybackPlanFields.Retires)),
        }
        : new();

    protected override async Task OnInitializedAsync()
    {
        _bond = (await Bonds.AllAsync(Cancelled)).FirstOrDefault(bond => bond.SeriesId == SeriesId);
        if (_bond is null) Navigation.NotFound();
    }

    private async Task AnswerAsync()
    {
        var fields = Fields;
        _errors.AddRange(PlanBuyback.FindFaults(fields).Select(fault => (
            fault.Field, $"{W[$"Buyback.{fault.Field}"]}: {RefusalSentence.Of(W, fault.Refusal)}")));
        if (_errors.Count > 0) return;
        if (Do == "try")
        {
            _trial = await Trials.RunAsync(new(SeriesId, fields), Now, Cancelled);
            if (_trial.Refusal is { } why) _refusal = RefusalSentence.Of(W, why);
            return;
        }

        var outcome = await Planning.ExecuteAsync(new(SeriesId, fields), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.CentralBankProgramme(outcome.ValueOrThrow.ProgrammeId), "planned"));
    }

    private string Posted(string name) => Http.Request.Form[name].ToString();

    private string? ErrorOf(string name) => _errors.Find(error => error.Name == name).Text;
}
