using CitizenBonds.Application.Market;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>Best prices, last, reference, spread and volume of a series.</summary>
public sealed partial class MarketFigures
{
    [Parameter, EditorRequired] public required OrderBookView Book { get; set; }

    [Parameter, EditorRequired] public required ReferencePriceView? Reference { get; set; }

    private IEnumerable<(string Label, string Value)> Values =>
    [
        (W["Market.BestBid"], TextOf(Book.BestBid)),
        (W["Market.BestAsk"], TextOf(Book.BestAsk)),
        (W["Market.Last"], TextOf(Book.Last)),
        (W["Market.Reference"], TextOf(Reference?.Price?.VolumeWeighted)),
        (W["Market.Spread"], TextOf(Book.Spread)),
        (W["Market.RetailSpread"], TextOf(Book.RetailSpread)),
        (W["Market.Volume"], Formats.Number(Book.Volume.Tokens)),
        (W["Market.PreviousClose"], TextOf(Book.PreviousClose)),
    ];

    private string TextOf(Money? money) => money is { } known ? Formats.Exact(known) : W["Market.None"];
}
