using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

public sealed record ClearedAuction(long AuctionId, long Tokens, long PaidYen);

/// <summary>
/// Ends a reverse auction: ranks, buys, pays, gives back the rest, publishes, all in one transaction. It never spends
/// more than remains of the target when it closes, whatever was announced.
/// </summary>
public sealed class ClearReverseAuction(CommandRunner commands, MarketRules rules)
{
    public Task<Outcome<ClearedAuction>> ExecuteAsync(
        long auctionId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"buyback-clear-{auctionId}");
        return commands.RunAsync(
            new Command(nameof(ClearReverseAuction), key, auctionId, Actor: null, now),
            (portal, token) => ClearAsync(portal, auctionId, now, token),
            cancellationToken);
    }

    private async Task<Outcome<ClearedAuction>> ClearAsync(
        PortalContext portal, long auctionId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var programmeId = await portal.BuybackAuctions.Where(row => row.Id == auctionId)
            .Select(row => row.ProgrammeId).SingleAsync(cancellationToken);
        var programme = await BuybackLocks.ProgrammeAsync(portal, programmeId, cancellationToken);
        var auction = await portal.BuybackAuctions
            .FromSql($"select * from portal.buyback_auctions where id = {auctionId} for update")
            .SingleAsync(cancellationToken);
        if (programme is null || auction.State != BuybackAuctionState.Open || now < auction.ClosesAt
            || await BuybackLocks.OpenStepAsync(portal, programmeId, cancellationToken) is not null)
            return Refusal.Of(BuybackRefusal.NotDue);
        var offers = await portal.BuybackOffers.Where(row => row.AuctionId == auctionId && row.Quantity > 0)
            .OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var at = BuybackSteps.WholeMicroseconds(now);
        var book = await BuybackBook.ReadAsync(portal, programme, rules, at, cancellationToken);
        var series = await BuybackSeries.FindAsync(portal, programme.SeriesId, cancellationToken);
        var seed = await SeedAsync(portal, auction, cancellationToken);

        var room = series is null ? Quantity.Zero : RoomOf(programme, series);
        var remaining = programme.State == BuybackProgrammeState.Running ? programme.TargetYen - programme.SpentYen : 0;
        var budget = Math.Min(auction.BudgetMaxYen, remaining);
        var outcome = ReverseAuctionRun.Clear(
            auction, offers, new(
                book.Reference?.VolumeWeighted, room, Money.FromYen(budget), Rate.FromPerMillion(programme.MarginPpm)),
            seed);
        Record(auction, book, room, budget, outcome, seed, at);
        var step = StepOf(programme, auction, book, outcome, at);
        portal.BuybackSteps.Add(step);
        programme.Version++;
        BuybackRows.Add(portal, programme.Id, BuybackEventKind.AuctionCleared, actor: null, now);
        Tell(portal, programme, offers, now);
        await portal.SaveChangesAsync(cancellationToken);
        if (offers.Count > 0)
            await AuctionPayments.PayAsync(portal, programme, auction, offers, now, cancellationToken);
        await BuybackEnding.BookAsync(
            portal, programme, outcome.Bought, outcome.PaidYen, now, cancellationToken);
        return new ClearedAuction(auction.Id, outcome.Bought, outcome.PaidYen);
    }

    private static async Task<byte[]> SeedAsync(
        PortalContext portal, BuybackAuctionRow auction, CancellationToken cancellationToken)
    {
        var number = await portal.BuybackAuctions.CountAsync(
            row => row.ProgrammeId == auction.ProgrammeId && row.Id <= auction.Id, cancellationToken);
        return await DrawSecret.ForBuybackAsync(
            portal, string.Create(CultureInfo.InvariantCulture, $"{auction.ProgrammeId}-{number}"),
            cancellationToken);
    }

    private static Quantity RoomOf(BuybackProgrammeRow programme, BuybackSeries series)
    {
        var (own, issuer) = BuybackRows.HoldingsOf(programme, series.Denomination);
        var share = Rate.FromPerMillion(programme.ConcentrationPpm);
        return Quantity.Min(own.Room(share, series.Denomination), issuer.Room(share, series.Denomination));
    }

    private static void Record(
        BuybackAuctionRow auction, BuybackBook book, Quantity room, long budget, ReverseAuctionRun outcome,
        byte[] seed, DateTimeOffset at)
    {
        auction.State = BuybackAuctionState.Cleared;
        auction.Seed = seed;
        auction.ReferenceYen = book.Reference?.VolumeWeighted.MinorUnits;
        auction.RoomTokens = room.Tokens;
        auction.BudgetYen = budget;
        auction.OfferedTokens = outcome.Offered;
        auction.BoughtTokens = outcome.Bought;
        auction.PaidYen = outcome.PaidYen;
        auction.AverageYen = outcome.AverageYen;
        auction.MarginalYen = outcome.MarginalYen;
        auction.AllocationPpm = outcome.AllocationPpm;
        auction.ClearedAt = at;
        auction.Version++;
    }

    private static BuybackStepRow StepOf(
        BuybackProgrammeRow programme, BuybackAuctionRow auction, BuybackBook book, ReverseAuctionRun outcome,
        DateTimeOffset at)
    {
        programme.Steps++;
        var step = new BuybackStepRow
        {
            ProgrammeId = programme.Id,
            Number = programme.Steps,
            DueAt = auction.ClosesAt,
            At = at,
            AuctionId = auction.Id,
            Attempt = 1,
            MarketSequence = book.Sequence,
            LastTrade = book.LastTrade,
            Offers = "[]",
            Excluded = "[]",
            Decision = BuybackStepDecision.Auction,
            BoughtTokens = outcome.Bought,
            PaidYen = outcome.PaidYen,
            SpentYen = programme.SpentYen + outcome.PaidYen,
            FinishedAt = at,
        };
        BuybackSteps.Write(step, book.Reference);
        return step;
    }

    private static void Tell(
        PortalContext portal, BuybackProgrammeRow programme, List<BuybackOfferRow> offers, DateTimeOffset now)
    {
        foreach (var offer in offers)
        {
            var bought = offer.BoughtTokens ?? 0;
            portal.Notices.Add(new NoticeRow
            {
                InvestorId = offer.InvestorId,
                Kind = bought > 0 ? NoticeKind.BuybackAccepted : NoticeKind.BuybackNotAccepted,
                IssueId = programme.SeriesId,
                Amount = checked(bought * (offer.PaidPriceYen ?? 0)),
                Quantity = bought > 0 ? bought : offer.Quantity,
                CreatedAt = now,
            });
        }
    }
}
