using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Office;

namespace CitizenBonds.Web.Pages.IndexLinked;

/// <summary>Figures and refusals of index-linked bonds as text.</summary>
public static class IndexFigure
{
    /// <summary>"1.234567": millionths as a decimal, exactly.</summary>
    public static string Ratio(long perMillion) =>
        ((decimal)perMillion / IndexFixing.Unit).ToString("F6", CultureInfo.InvariantCulture);

    public static string Price(decimal price) => price.ToString("#,0.######", CultureInfo.InvariantCulture);

    public static string Refused(Words words, Refusal refusal) =>
        words.Find($"IndexLinked.Refused.{refusal.Code}") is { } sentence
            ? RefusalSentence.Fill(words, sentence, refusal)
            : RefusalSentence.Of(words, refusal);
}
