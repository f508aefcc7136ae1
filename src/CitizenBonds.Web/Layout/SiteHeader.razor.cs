using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Layout;

public sealed partial class SiteHeader
{
    private static readonly (string Address, string Key)[] Sections =
    [
        (Urls.Bonds, "Layout.Bonds"),
        (Urls.Market, "Layout.Market"),
        (Urls.Issuers, "Layout.Issuers"),
        (Urls.Ledger, "Layout.Ledger"),
        (Urls.Verify, "Layout.Verify"),
    ];

    /// <summary>Without query: decides which section is marked as the current one.</summary>
    [Parameter, EditorRequired] public required string Path { get; set; }

    /// <summary>Where the language link comes back to.</summary>
    [Parameter, EditorRequired] public required string Address { get; set; }

    /// <summary>Replaces the link to one's own page where the visitor is known.</summary>
    [Parameter] public RenderFragment? Account { get; set; }

    private static string OtherLanguage => SiteCulture.IsJapanese ? "en" : "ja";

    private string? CurrentFor(string section)
    {
        if (Path == section) return "page";
        return Path.StartsWith(section + "/", StringComparison.Ordinal) ? "true" : null;
    }
}
