using System.Text;
using CitizenBonds.Application.Commands;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Office;

/// <summary>
/// A refusal as a sentence of the reader's language: its text with {names} replaced by the refusal's figures.
/// </summary>
public static class RefusalSentence
{
    public static string Of(Words words, Refusal refusal)
    {
        var parts = refusal.Code.Split('.', 2);
        var key = $"{parts[0]}Refusal.{parts[1]}";
        return Fill(
            words, words.Find($"Buyback.{key}") ?? words.Find($"FairPrice.{key}") ?? words[$"Office.{key}"], refusal);
    }

    /// <summary>A sentence of another feature, filled the same way.</summary>
    public static string Fill(Words words, string sentence, Refusal refusal)
    {
        var text = new StringBuilder(sentence);
        foreach (var (name, value) in refusal.Arguments) text.Replace($"{{{name}}}", Text(words, value));
        return text.ToString();
    }

    private static string Text(Words words, object value) => value switch
    {
        Money money => Formats.Exact(money),
        Quantity quantity => Formats.Number(quantity.Tokens),
        decimal percent => Formats.Percent(percent, decimalsMin: 0),
        long number => Formats.Number(number),
        int number => Formats.Number(number),
        DateOnly date => Formats.Date(date),
        DateTimeOffset moment => Formats.Moment(moment),
        Enum member => words.Of(member),
        IEnumerable<CreditIndicator> indicators => string.Join(
            SiteCulture.IsJapanese ? "、" : ", ", indicators.Select(indicator => words.Of(indicator))),
        _ => value.ToString() ?? "",
    };
}
