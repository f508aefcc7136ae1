using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;
using Fields = CitizenBonds.Application.Offerings.IssueDraftFields;

namespace CitizenBonds.Application.Offerings;

/// <summary>What an auction asks for beside the terms of the bond.</summary>
/// <param name="ReservePrice">Bids below it are void.</param>
/// <param name="RetailReserve">Of the issue, for citizens.</param>
public sealed record DraftAuction(Money ReservePrice, Rate RetailReserve)
{
    /// <summary>Of fewer tokens one percent, the most a citizen may take, would be less than one.</summary>
    public const long SizeTokensMin = 100;

    public const decimal RetailReservePercentMax = 50;

    /// <returns>Null for a sale at a fixed price, and while something is at fault.</returns>
    internal static DraftAuction? Read(Fields fields, BondTerms? bond, Money? price, DraftReader reader)
    {
        var method = reader.Choice(
            nameof(Fields.SaleMethod),
            fields.SaleMethod,
            typed => typed is Fields.FixedPrice or Fields.Auction ? typed : null);
        if (method != Fields.Auction) return null;
        var reserve = reader.Whole(
            nameof(Fields.ReservePrice), fields.ReservePrice, 1, 2 * IssueDraftCheck.DenominationYenMax);
        var retail = reader.Percent(nameof(Fields.RetailReserve), fields.RetailReserve, RetailReservePercentMax);
        if (reserve is { } yen && price is { } highest && Money.FromYen(yen) > highest)
            reader.Add(nameof(Fields.ReservePrice), IssueDraftRefusal.ReserveAbovePrice, ("highest", highest));
        if (bond is not null && bond.IssueSize.Tokens < SizeTokensMin)
            reader.Add(nameof(Fields.Size), IssueDraftRefusal.AuctionTooSmall, ("min", SizeTokensMin));
        if (fields.ResidentsFirst == Fields.Yes)
            reader.Add(nameof(Fields.ResidentsFirst), IssueDraftRefusal.NotInAuction);
        if (!string.IsNullOrWhiteSpace(fields.CrowdMinimum))
            reader.Add(nameof(Fields.CrowdMinimum), IssueDraftRefusal.NotInAuction);
        if (fields.Minimum?.Trim() != "1") reader.Add(nameof(Fields.Minimum), IssueDraftRefusal.OneTokenInAuction);
        if (fields.Multiple?.Trim() != "1") reader.Add(nameof(Fields.Multiple), IssueDraftRefusal.OneTokenInAuction);
        return reserve is { } least && retail is { } share
            ? new(Money.FromYen(least), Rate.FromPercent(share))
            : null;
    }
}
