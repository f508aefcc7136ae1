using System.Text.Json;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>What the writer decided.</summary>
internal sealed record MarketAnswer
{
    public string? RefusalCode { get; init; }

    /// <summary>Kind and value of what the refusal's sentence needs, fit for JSON.</summary>
    public Dictionary<string, (string Kind, string Text)>? RefusalArguments { get; init; }

    /// <summary>Number of the order; zero for other commands.</summary>
    public long Sequence { get; init; }

    public MarketOrderState State { get; init; }

    public long FilledTokens { get; init; }

    public long LeftTokens { get; init; }

    public long HeldYen { get; init; }

    public bool IsRepeat { get; init; }

    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    public static MarketAnswer Of(Refusal refusal) => new()
    {
        RefusalCode = refusal.Code,
        RefusalArguments = refusal.Arguments.ToDictionary(pair => pair.Key, pair => Write(pair.Value)),
    };

    public static MarketAnswer Of(OpenOrder order, bool isRepeat = false) => new()
    {
        Sequence = order.Sequence,
        State = order.State,
        FilledTokens = order.Filled,
        LeftTokens = order.State == MarketOrderState.Open ? order.Left : 0,
        HeldYen = order.HeldYen,
        IsRepeat = isRepeat,
    };

    public static MarketAnswer Of(MarketOrderRow order, bool isRepeat = false) => new()
    {
        Sequence = order.Sequence,
        State = order.State,
        FilledTokens = order.FilledTokens,
        LeftTokens = order.LeftTokens,
        HeldYen = order.HeldYen,
        IsRepeat = isRepeat,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static MarketAnswer FromJson(string text) =>
        JsonSerializer.Deserialize<MarketAnswer>(text, Json)
            ?? throw new InvalidOperationException("An answer of the market cannot be read.");

    public Outcome<T> ToOutcome<T>(Func<MarketAnswer, T> value) => RefusalCode is { } code
        ? new Refusal(code, (RefusalArguments ?? []).ToDictionary(pair => pair.Key, pair => Read(pair.Value)))
        : new Outcome<T>.Done(value(this), IsRepeat);

    private static (string Kind, string Text) Write(object value) => value switch
    {
        Money money => ("yen", Text(money.MinorUnits)),
        Quantity quantity => ("tokens", Text(quantity.Tokens)),
        DateOnly day => ("day", day.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
        int or long => ("number", Text(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture))),
        _ => ("text", value.ToString() ?? ""),
    };

    private static object Read((string Kind, string Text) value) => value.Kind switch
    {
        "yen" => Money.FromYen(Number(value.Text)),
        "tokens" => Quantity.FromTokens(Number(value.Text)),
        "day" => DateOnly.ParseExact(value.Text, "O", System.Globalization.CultureInfo.InvariantCulture),
        "number" => Number(value.Text),
        _ => value.Text,
    };

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
