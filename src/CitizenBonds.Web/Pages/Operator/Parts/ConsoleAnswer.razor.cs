using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator.Parts;

/// <summary>What came of the last form: a refusal in words, or what was done.</summary>
public sealed partial class ConsoleAnswer
{
    [Parameter, EditorRequired] public required Application.Commands.Refusal? Refused { get; set; }

    [Parameter] public string? Done { get; set; }

    /// <summary>The entry of the refusal's code, with {name} replaced by the refusal's arguments.</summary>
    private string Why
    {
        get
        {
            var code = Refused!.Code; // Drawn only when there is a refusal.
            var text = W.Find($"Operator.{code}") ?? W.Find($"FairPrice.{code}") ?? W.Find($"Market.{code}")
                ?? W[$"Surveillance.{code}"];
            foreach (var (name, value) in Refused.Arguments)
                text = text.Replace($"{{{name}}}", InWords(value), StringComparison.Ordinal);
            return text;
        }
    }

    private static string InWords(object value) => value switch
    {
        Money money => Formats.Exact(money),
        DateTimeOffset moment => Formats.Moment(moment),
        int number => Formats.Number(number),
        long number => Formats.Number(number),
        _ => value.ToString() ?? "",
    };
}
