using System.Text;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Identity;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Treasury;

/// <summary>
/// Takes a file of published indicators, all of it or nothing, and names the row and column of every fault.
/// </summary>
public sealed partial class IndicatorsPage
{
    public const string Policy = Policies.Treasury;

    private const int FaultsShown = 200;

    private IReadOnlyList<IndicatorFault> _faults = [];
    private ImportedIndicators? _imported;
    private string? _refusal;

    [Inject] public required ImportIndicators Import { get; init; }

    [SupplyParameterFromForm(FormName = "import")] public IFormFile? File { get; set; }

    [SupplyParameterFromForm(FormName = "import")] public string? Source { get; set; }

    [SupplyParameterFromForm(FormName = "import")] public string? IsScaleAssumed { get; set; }

    private async Task ImportAsync()
    {
        var text = "";
        if (File is { Length: > 0 and <= IndicatorFile.CharactersMax })
        {
            using var reader = new StreamReader(File.OpenReadStream(), Encoding.UTF8);
            text = await reader.ReadToEndAsync(Cancelled);
        }

        var outcome = await Import.ExecuteAsync(
            new(text, Source, IsScaleAssumed == "true"), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is not { } refusal)
        {
            _imported = outcome.ValueOrThrow;
            return;
        }

        _refusal = RefusalSentence.Of(W, refusal);
        if (refusal.Arguments.GetValueOrDefault("faults") is IReadOnlyList<IndicatorFault> faults)
            _faults = [.. faults.Take(FaultsShown)];
    }

    private static string ColumnOf(IndicatorFault fault) =>
        fault.Column == 0 ? fault.ColumnName : $"{fault.Column} {fault.ColumnName}";
}
