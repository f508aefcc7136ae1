using System.Globalization;
using CitizenBonds.Application.Buyback;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>A holder's offer to the central bank: how many tokens, at what price, until the auction closes.</summary>
public sealed partial class OfferPage
{
    private const string Average = "average";
    private const string Own = "own";
    private BuybackTicket? _ticket;

    [Parameter] public long AuctionId { get; set; }

    [SupplyParameterFromForm(FormName = "offer")] public string? Quantity { get; set; }

    [SupplyParameterFromForm(FormName = "offer")] public string? Price { get; set; }

    /// <summary>"average" or "own".</summary>
    [SupplyParameterFromForm(FormName = "offer")] public string? Leg { get; set; }

    [Inject] public required BuybackOfferQueries Tickets { get; init; }

    [Inject] public required OfferTokens Offering { get; init; }

    private string Title => _ticket?.Bond.In(Language) ?? "";

    private string? StandingQuantity => _ticket?.Offer?.Quantity.Tokens.ToString(CultureInfo.InvariantCulture);

    private string? StandingPrice => _ticket?.Offer?.Price?.MinorUnits.ToString(CultureInfo.InvariantCulture);

    private string StandingLeg => _ticket?.Offer?.Price is null ? Average : Own;

    private Choice[] Legs =>
    [
        new(Average, W["Buyback.LegAverage"], W["Buyback.LegAverageHint"]),
        new(Own, W["Buyback.LegOwn"], W["Buyback.LegOwnHint"]),
    ];

    protected override async Task LoadAsync()
    {
        _ticket = await Tickets.FindAsync(UserId, AuctionId, Now, Cancelled);
        if (_ticket is null) Navigation.NotFound();
    }

    private async Task OfferAsync()
    {
        if (_ticket is null) return;
        var tokens = TypedNumber.Parse(Quantity);
        var isRetail = _ticket.MayBeRetail && Leg != Own;
        var price = isRetail ? null : TypedNumber.Parse(Price);
        if (tokens is null) Errors.Add((nameof(Quantity), W["Buyback.Unreadable"]));
        if (!isRetail && price is null && tokens != 0) Errors.Add((nameof(Price), W["Buyback.Unreadable"]));
        if (tokens is not { } quantity || Errors.Count > 0) return;
        Refused = (await Offering.ExecuteAsync(new(AuctionId, price, quantity), Key, UserId, Now, Cancelled))
            .AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(Urls.Offer(AuctionId), "offered"));
    }
}
