using CitizenBonds.Application.Commands;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Web.Localization;

/// <summary>
/// A refusal as a sentence of the reader's language: the entry of its code with {name} replaced by the refusal's
/// figures.
/// </summary>
internal static class RefusalText
{
    /// <param name="aspect">A further name, such as "Nearest"; null for the reason itself.</param>
    /// <param name="features">Files to look in, the first that has an entry counts.</param>
    /// <returns>Null when none of the files has the entry.</returns>
    public static string? Find(Words words, Refusal reason, string? aspect, params ReadOnlySpan<string> features)
    {
        var key = aspect is null ? reason.Code : $"{reason.Code}.{aspect}";
        foreach (var feature in features)
        {
            if (words.Find($"{feature}.{key}") is not { } text) continue;
            foreach (var (name, value) in reason.Arguments)
                text = text.Replace($"{{{name}}}", InWords(words, value), StringComparison.Ordinal);
            return text;
        }

        return null;
    }

    private static string InWords(Words words, object value) => value switch
    {
        Money money => Formats.Exact(money),
        Quantity quantity => Formats.Number(quantity.Tokens) + words["Citizen.TokensAfterNumber"],
        DateOnly date => Formats.Date(date),
        DateTimeOffset moment => Formats.Moment(moment),
        long number => Formats.Number(number),
        int number => Formats.Number(number),
        _ => value.ToString() ?? "",
    };
}
