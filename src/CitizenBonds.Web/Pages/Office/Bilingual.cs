using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Office;

/// <summary>Picks the reader's language where both are stored; the other one where one is empty.</summary>
internal static class Bilingual
{
    public static string Of(string japanese, string english) => SiteCulture.IsJapanese
        ? (japanese.Length > 0 ? japanese : english)
        : (english.Length > 0 ? english : japanese);
}
