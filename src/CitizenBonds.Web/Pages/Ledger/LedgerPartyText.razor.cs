using System.Net;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

/// <summary>
/// One side of a movement: a public body by name, anybody else by what the account is for; always the number.
/// </summary>
public sealed partial class LedgerPartyText
{
    [Parameter, EditorRequired] public required LedgerParty Party { get; set; }

    /// <summary>The same as markup, for tables.</summary>
    internal static MarkupString Of(Words words, LedgerParty party)
    {
        var name = party.Name?.In(SiteCulture.CurrentLanguage) ?? words.Of(party.Kind);
        var number = WebUtility.HtmlEncode(party.Pseudonym);
        var address = WebUtility.HtmlEncode(Urls.LedgerOf(party.Pseudonym));
        return new(
            $"<span>{WebUtility.HtmlEncode(name)}<br><a class=\"pseudonym\" href=\"{address}\">{number}</a></span>");
    }
}
