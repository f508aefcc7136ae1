using System.Globalization;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Bids;

/// <summary>An institution's sealed bids in one auction: offer, review, confirmation, withdrawal.</summary>
public sealed partial class BidPage
{
    private BidTicket? _ticket;
    private StandingBid? _review;

    [Parameter] public required string Isin { get; set; }

    [SupplyParameterFromForm(FormName = "offer")] public string? Price { get; set; }

    [SupplyParameterFromForm(FormName = "offer")] public string? Quantity { get; set; }

    [SupplyParameterFromForm(FormName = "confirm")] public string? ConfirmedPrice { get; set; }

    [SupplyParameterFromForm(FormName = "confirm")] public string? ConfirmedQuantity { get; set; }

    [SupplyParameterFromForm(FormName = "withdraw")] public string? Bid { get; set; }

    [Inject] public required BidTicketQueries Tickets { get; init; }

    [Inject] public required PlaceBid Placing { get; init; }

    [Inject] public required WithdrawBid Withdrawing { get; init; }

    private string Title => _ticket?.Title.In(Language) ?? "";

    private Money Reserve => _ticket?.Request.Auction.ReservePrice ?? Money.Zero;

    protected override async Task LoadAsync()
    {
        _ticket = await Tickets.FindAsync(UserId, Isin, Now, Cancelled);
        if (_ticket is null) Navigation.NotFound();
    }

    private void Review()
    {
        if (_ticket is null || Read(Price, Quantity) is not { } offer) return;
        Refused = _ticket.FindRefusal(offer.Price, offer.Quantity);
        if (Refused is null) _review = offer;
    }

    private async Task ConfirmAsync()
    {
        if (_ticket is null || Read(ConfirmedPrice, ConfirmedQuantity) is not { } offer) return;
        Refused = (await Placing.ExecuteAsync(
            new(_ticket.IssueId, offer.Price.MinorUnits, offer.Quantity.Tokens), Key, UserId, Now, Cancelled))
            .AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(Urls.Bid(_ticket.Isin), "bid-placed"));
    }

    private async Task WithdrawAsync()
    {
        if (_ticket is null) return;
        var bid = long.TryParse(Bid, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        Refused = (await Withdrawing.ExecuteAsync(new(_ticket.IssueId, bid), Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(Urls.Bid(_ticket.Isin), "bid-withdrawn"));
    }

    private StandingBid? Read(string? price, string? quantity)
    {
        var yen = TypedNumber.Parse(price);
        var tokens = TypedNumber.Parse(quantity);
        if (yen is null) Errors.Add((nameof(Price), W["Auction.Unreadable"]));
        if (tokens is null) Errors.Add((nameof(Quantity), W["Auction.Unreadable"]));
        return yen is { } bid && tokens is { } wanted
            ? new(Money.FromYen(bid), Domain.Values.Quantity.FromTokens(wanted))
            : null;
    }

    private string ShareText(Quantity quantity)
    {
        if (_ticket is null) return "";
        var standing = _ticket.Request.Standing.Sum(bid => bid.Quantity.Tokens) + quantity.Tokens;
        return W[
            "Auction.ShareText", Formats.Number(standing), Formats.Number(_ticket.Request.Auction.BidderMax.Tokens)];
    }

    private static Tone ToneOf(BidState state) => state switch
    {
        BidState.Sealed => Tone.Active,
        BidState.Awarded => Tone.Good,
        _ => Tone.Neutral,
    };
}
