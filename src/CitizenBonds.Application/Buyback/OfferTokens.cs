using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <param name="PriceYen">Null: at the average accepted price, before everybody else.</param>
/// <param name="Quantity">Instead of what was offered before; zero takes the offer back.</param>
public sealed record OfferTokensCommand(long AuctionId, long? PriceYen, long Quantity);

public sealed record OfferedTokens(long AuctionId, Quantity Held);

/// <summary>A holder offers tokens to the central bank, or changes the offer, until the auction closes.</summary>
public sealed class OfferTokens(CommandRunner commands)
{
    private static readonly OrderRules Prices = OrderRules.Default;

    public Task<Outcome<OfferedTokens>> ExecuteAsync(
        OfferTokensCommand input, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(OfferTokens), key, input, actor, now),
            (portal, token) => OfferAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<OfferedTokens>> OfferAsync(
        PortalContext portal, OfferTokensCommand input, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return Refusal.Of(InvestorRefusal.NotOpened);
        var auction = await portal.BuybackAuctions
            .FromSql($"select * from portal.buyback_auctions where id = {input.AuctionId} for share")
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (auction is null) return Refusal.Of(BuybackRefusal.NotFound);
        if (auction.State != BuybackAuctionState.Open || now >= auction.ClosesAt)
            return Refusal.Of(BuybackRefusal.AuctionClosed);
        var programme = await portal.BuybackProgrammes.AsNoTracking()
            .SingleAsync(row => row.Id == auction.ProgrammeId, cancellationToken);
        if (await BuybackSeries.FindAsync(portal, programme.SeriesId, cancellationToken) is not { } series)
            return Refusal.Of(BuybackRefusal.SeriesNotLive);
        var offer = await portal.BuybackOffers.SingleOrDefaultAsync(
            row => row.AuctionId == auction.Id && row.InvestorId == investor.Id, cancellationToken);
        var accounts = await AccountsAsync(portal, investor.Id, series.Issue.AssetId!.Value, cancellationToken);
        var balances = await BalancesAsync(portal, accounts, cancellationToken);
        var more = input.Quantity - (offer?.Quantity ?? 0);
        if (FindRefusal(input, investor, series, more, balances) is { } refusal) return refusal;

        Write(portal, ref offer, input, investor.Id, now);
        await portal.SaveChangesAsync(cancellationToken);
        if (more != 0)
        {
            var reference = string.Create(CultureInfo.InvariantCulture, $"buyback offer {auction.Id}-{offer.Id}");
            var transfer = more > 0
                ? new NewTransfer(
                    accounts.Free, accounts.Held, more, LedgerReason.BuybackOfferHold, reference, series.Issue.Id)
                : new NewTransfer(
                    accounts.Held, accounts.Free, -more, LedgerReason.BuybackOfferRelease, reference,
                    series.Issue.Id);
            if (await LedgerWriter.PostAsync(portal, [transfer], now, cancellationToken) is { } shortfall)
                return Refusal.Of(
                    BuybackRefusal.TokensTooFew, ("tokens", Quantity.FromTokens(Math.Max(0, shortfall.Available))));
        }

        return new OfferedTokens(auction.Id, Quantity.FromTokens(input.Quantity));
    }

    private static Refusal? FindRefusal(
        OfferTokensCommand input, InvestorRow investor, BuybackSeries series, long more, Balances balances)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(input.Quantity);
        if (input.Quantity == 0) return null;
        if (input.PriceYen is null && investor.Kind != InvestorKind.Citizen)
            return Refusal.Of(BuybackRefusal.RetailForCitizens);
        var (lowest, highest) = Prices.PricesAround(series.Price.MinorUnits);
        if (input.PriceYen is { } price && (price < lowest || price > highest))
        {
            return Refusal.Of(
                BuybackRefusal.PriceOutOfRange, ("lowest", Money.FromYen(lowest)), ("highest", Money.FromYen(highest)));
        }

        if (more <= balances.Free) return null;
        var free = Quantity.FromTokens(balances.Free + input.Quantity - more);
        return more <= balances.Free + balances.Held - (input.Quantity - more)
            ? Refusal.Of(BuybackRefusal.TokensHeldForSale, ("tokens", free))
            : Refusal.Of(BuybackRefusal.TokensTooFew, ("tokens", free));
    }

    private static void Write(
        PortalContext portal, [System.Diagnostics.CodeAnalysis.NotNull] ref BuybackOfferRow? offer,
        OfferTokensCommand input, long investorId, DateTimeOffset now)
    {
        if (offer is null)
        {
            offer = new BuybackOfferRow { AuctionId = input.AuctionId, InvestorId = investorId, Version = 0 };
            portal.BuybackOffers.Add(offer);
        }

        offer.PriceYen = input.PriceYen;
        offer.Quantity = input.Quantity;
        offer.OfferedAt = now;
        offer.Version++;
    }

    private static async Task<(long Free, long Held)> AccountsAsync(
        PortalContext portal, long investorId, long assetId, CancellationToken cancellationToken)
    {
        var cash = await AccountBook.OpenAsync(portal, AccountPlan.InvestorCash(investorId), cancellationToken);
        var ids = await AccountBook.OpenAsync(
            portal,
            [
                AccountPlan.InvestorTokens(investorId, assetId, cash),
                AccountPlan.InvestorOrderTokens(investorId, assetId),
            ],
            cancellationToken);
        return (ids[0], ids[1]);
    }

    private static async Task<Balances> BalancesAsync(
        PortalContext portal, (long Free, long Held) accounts, CancellationToken cancellationToken)
    {
        var rows = await portal.Accounts.Where(row => row.Id == accounts.Free || row.Id == accounts.Held)
            .Select(row => new { row.Id, Balance = row.Credits - row.Debits })
            .ToDictionaryAsync(row => row.Id, row => row.Balance, cancellationToken);
        return new(rows[accounts.Free], rows[accounts.Held]);
    }

    private sealed record Balances(long Free, long Held);
}
