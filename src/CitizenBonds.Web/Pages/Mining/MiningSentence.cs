using CitizenBonds.Application.Commands;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Office;

namespace CitizenBonds.Web.Pages.Mining;

/// <summary>A refusal of the mining bonds as a sentence.</summary>
public static class MiningSentence
{
    public static string Of(Words words, Refusal refusal) =>
        words.Find($"Mining.Refused.{refusal.Code}") is { } sentence
            ? RefusalSentence.Fill(words, sentence, refusal)
            : RefusalSentence.Of(words, refusal);
}
