using System.Globalization;
using CitizenBonds.Application.FairPrice;
using CitizenBonds.Application.Forms;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Steward;

/// <summary>The rate steward publishes the inputs of K, the market's price and where all of it comes from.</summary>
public sealed partial class StewardPage
{
    private const decimal Most = 1_000_000_000_000_000_000;
    private const int DecimalsMax = 9;
    private const double HashesPerTerahash = 1e12;
    private const double Large = 1e6;

    private readonly Dictionary<string, string> _errors = [];
    private WindowPriceView? _last;
    private string? _refusal;

    [Inject] public required WindowQueries Queries { get; init; }

    [Inject] public required PublishWindowPrice Publishing { get; init; }

    [SupplyParameterFromForm(FormName = "publish")] public string? Height { get; set; }

    [SupplyParameterFromForm(FormName = "publish")] public string? Difficulty { get; set; }

    [SupplyParameterFromForm(FormName = "publish")] public string? CoinPrice { get; set; }

    [SupplyParameterFromForm(FormName = "publish")] public string? Margin { get; set; }

    [SupplyParameterFromForm(FormName = "publish")] public string? TokenPrice { get; set; }

    [SupplyParameterFromForm(FormName = "publish")] public string? Joules { get; set; }

    [SupplyParameterFromForm(FormName = "publish")] public string? Power { get; set; }

    [SupplyParameterFromForm(FormName = "publish")] public string? Sources { get; set; }

    /// <summary>What was published last, as it would be typed.</summary>
    private Typed Last => _last?.Record is { } record
        ? new(
            Text(record.Inputs.Height), Text(record.Inputs.Difficulty), Text(record.Inputs.CoinPrice),
            Text(record.Inputs.Margin * 100), Text(record.Market.TokenPrice),
            Text(record.Market.JoulesPerHash * HashesPerTerahash), Text(record.Market.PricePerKilowattHour))
        : new("", "", "", "", "", "", "");

    protected override async Task OnInitializedAsync() => _last = await Queries.CurrentAsync(Cancelled);

    private static string? Shown(string? typed, string last) => typed ?? (last.Length > 0 ? last : null);

    private string? ErrorOf(string name) => _errors.GetValueOrDefault(name);

    private async Task PublishAsync()
    {
        var height = Read(nameof(Height), Height, decimals: 0);
        var difficulty = Read(nameof(Difficulty), Difficulty);
        var coinPrice = Read(nameof(CoinPrice), CoinPrice);
        var margin = Read(nameof(Margin), Margin);
        var tokenPrice = Read(nameof(TokenPrice), TokenPrice, decimals: 0);
        var joules = Read(nameof(Joules), Joules);
        var power = Read(nameof(Power), Power);
        if (_errors.Count > 0) return;
        var command = new PublishWindowPriceCommand(
            (long)height, (double)difficulty, (double)coinPrice, (double)(margin / 100), (long)tokenPrice,
            (double)joules / HashesPerTerahash, (double)power, Sources);
        var outcome = await Publishing.ExecuteAsync(command, PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.Steward, "published"));
    }

    /// <summary>Any number at all: which are right is for the use case to say, with its sentence.</summary>
    private decimal Read(string name, string? typed, int decimals = DecimalsMax)
    {
        if (TypedText.Number(typed, -Most, Most, decimals).Value is { } value) return value;
        _errors[name] = W[decimals == 0 ? "FairPrice.WholeNumber" : "FairPrice.AnyNumber"];
        return 0;
    }

    /// <summary>Large figures to their last digit, small ones without the noise of binary fractions.</summary>
    private static string Text(double value) => value >= Large
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : Math.Round((decimal)value, DecimalsMax).ToString("0.#########", CultureInfo.InvariantCulture);

    private sealed record Typed(
        string Height, string Difficulty, string CoinPrice, string Margin, string TokenPrice, string Joules,
        string Power);
}
