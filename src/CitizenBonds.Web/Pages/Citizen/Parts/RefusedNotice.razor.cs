using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>
/// A use case's refusal in words: the entry of its code, with {name} replaced by the refusal's arguments; the entries
/// code.Asked and code.Nearest, where there are any, say what was asked and what would be allowed. Orders have theirs
/// with the market.
/// </summary>
public sealed partial class RefusedNotice
{
    [Parameter, EditorRequired] public required Application.Commands.Refusal Reason { get; set; }

    [Parameter] public RenderFragment? ChildContent { get; set; }

    private string Why => Sentence(aspect: null) ?? $"[{Reason.Code}]";

    /// <summary>Nothing near is allowed when the nearest quantity is none.</summary>
    private string? NearestText =>
        Reason.Arguments.GetValueOrDefault("nearest") is Quantity { Tokens: 0 } ? null : Sentence("Nearest");

    private string? Sentence(string? aspect)
    {
        var key = aspect is null ? Reason.Code : $"{Reason.Code}.{aspect}";
        var text = W.Find($"Citizen.{key}") ?? W.Find($"Market.{key}");
        if (text is null) return null;
        foreach (var (name, value) in Reason.Arguments)
            text = text.Replace($"{{{name}}}", InWords(value), StringComparison.Ordinal);
        return text;
    }

    private string InWords(object value) => value switch
    {
        Money money => Formats.Exact(money),
        Quantity quantity => Formats.Number(quantity.Tokens) + W["Citizen.TokensAfterNumber"],
        DateOnly date => Formats.Date(date),
        DateTimeOffset moment => Formats.Moment(moment),
        long number => Formats.Number(number),
        int number => Formats.Number(number),
        _ => value.ToString() ?? "",
    };
}
