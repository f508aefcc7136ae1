using System.Net;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

/// <summary>Money or tokens, with the bond they belong to.</summary>
public sealed partial class LedgerAmount
{
    [Parameter, EditorRequired] public required LedgerLine Line { get; set; }

    /// <summary>The same as markup, for tables.</summary>
    internal static MarkupString Of(Words words, LedgerLine line)
    {
        var quantity = Quantity.FromTokens(line.Amount);
        var amount = line.IsMoney
            ? InlineText.Money(MoneyOf(line), exactly: true)
            : InlineText.Quantity(quantity, words.Tokens(quantity));
        if (line.Isin is not { } isin) return new($"<span>{amount}</span>");
        var address = WebUtility.HtmlEncode(Urls.Bond(isin));
        return new(
            $"<span>{amount}<br><a class=\"small\" href=\"{address}\">{WebUtility.HtmlEncode(isin)}</a></span>");
    }

    private static Money MoneyOf(LedgerLine line) =>
        line.Asset == "BTC" ? Money.FromSatoshi(line.Amount) : Money.FromYen(line.Amount);
}
