using System.Globalization;
using CitizenBonds.Application.Investors;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>Eight questions about bonds and their risks.</summary>
public sealed partial class KnowledgePage
{
    private readonly Dictionary<string, string> _chosen = [];
    private KnowledgeTestResult? _result;
    private int _sitting;

    [Inject] public required TakeKnowledgeTest Test { get; init; }

    [SupplyParameterFromForm(FormName = "knowledge")] public string? Sitting { get; set; }

    protected override async Task LoadAsync() =>
        _sitting = await NextSteps.NextSittingAsync(Path.InvestorId, Cancelled);

    private static string NameOf(KnowledgeQuestion question) =>
        string.Create(CultureInfo.InvariantCulture, $"Answer{(int)question}");

    private IReadOnlyList<Choice> OptionsOf(KnowledgeQuestion question) =>
    [
        .. KnowledgeTest.OrderOf(Path.InvestorId, _sitting, question).Select((answer, place) => new Choice(
            place.ToString(CultureInfo.InvariantCulture), W.Of(question, $"Answer{answer}") ?? "")),
    ];

    private async Task SendAsync()
    {
        var answers = new int[KnowledgeTest.Questions.Count];
        foreach (var question in KnowledgeTest.Questions)
        {
            var name = NameOf(question);
            var posted = Http.Request.Form[name].ToString();
            _chosen[name] = posted;
            answers[(int)question] = int.TryParse(
                posted, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                ? place
                : -1;
            if (answers[(int)question] < 0) Errors.Add((name, W["Citizen.AnswerMissing", (int)question + 1]));
        }

        if (Errors.Count > 0) return;
        _ = int.TryParse(Sitting, NumberStyles.None, CultureInfo.InvariantCulture, out var sitting);
        var outcome = await Test.ExecuteAsync(new(sitting, answers), Key, UserId, Now, Cancelled);
        Refused = outcome.AsRefusal;
        if (Refused is null) await ShowAsync(outcome.ValueOrThrow);
    }

    private async Task ShowAsync(KnowledgeTestResult result)
    {
        if (result.IsPassed) GoTo(CitizenUrls.WithDone(CitizenUrls.Start, "knowledge"));
        _result = result;
        _chosen.Clear(); // The next sitting shows the answers in another order.
        _sitting = await NextSteps.NextSittingAsync(Path.InvestorId, Cancelled);
    }
}
