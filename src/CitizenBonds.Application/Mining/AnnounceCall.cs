using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

/// <summary>Why a call does not go on, in order of precedence.</summary>
public enum MiningCallRefusal
{
    /// <summary>Only the treasury calls, and only its own mining bonds.</summary>
    NotFound = 1,

    /// <summary>A series is called once.</summary>
    AlreadyAnnounced = 2,

    /// <summary>Nothing is outstanding: not settled, or over.</summary>
    NotOutstanding = 3,

    /// <summary>The bid stands <see cref="AnnounceCall.BuyingDaysMin"/> to <see cref="AnnounceCall.BuyingDaysMax"/>
    /// days.</summary>
    PeriodOutOfRange = 4,

    /// <summary>Nothing traded in the 744 hours before, so there is no highest price.</summary>
    NoTradeInWindow = 5,

    /// <summary>Not announced, or its next step is not due.</summary>
    NotDue = 6,

    /// <summary>The issuer's account lacks yen to buy everything outstanding.</summary>
    IssuerCannotPay = 7,

    /// <summary>The bid does not stand: not yet, or no longer.</summary>
    NotBuying = 8,

    /// <summary>Not one token, or not a number.</summary>
    QuantityUnreadable = 9,

    /// <summary>Tokens set aside for an order to sell must be taken out of the book first.</summary>
    TokensHeldForSale = 10,

    TokensTooFew = 11,
}

public sealed record AnnounceCallCommand(long IssueId, int BuyingDays);

public sealed record AnnouncedCall(long IssueId, long PriceYen, DateTimeOffset BuyingFrom, DateTimeOffset EndsAt);

/// <summary>
/// The treasury announces that it buys a series back at 1.2 times the highest trade of the last 744 hours. Everybody
/// who holds it is told, and has a day to take asks out of the book.
/// </summary>
public sealed class AnnounceCall(CommandRunner commands)
{
    public const int BuyingDaysMin = 1;
    public const int BuyingDaysMax = 90;

    public Task<Outcome<AnnouncedCall>> ExecuteAsync(
        AnnounceCallCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(AnnounceCall), key, input, actor.UserId, now),
            (portal, token) => AnnounceAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<AnnouncedCall>> AnnounceAsync(
        PortalContext portal, AnnounceCallCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Treasury)) return Refusal.Of(MiningCallRefusal.NotFound);
        var issue = await portal.Issues
            .FromSql($"select * from portal.issues where id = {input.IssueId} for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (issue is not { Product: BondProduct.PureMining }) return Refusal.Of(MiningCallRefusal.NotFound);
        if (await portal.MiningCalls.AnyAsync(row => row.IssueId == issue.Id, cancellationToken))
            return Refusal.Of(MiningCallRefusal.AlreadyAnnounced);
        if (issue.State != IssueState.Live) return Refusal.Of(MiningCallRefusal.NotOutstanding);
        if (input.BuyingDays is < BuyingDaysMin or > BuyingDaysMax)
        {
            return Refusal.Of(
                MiningCallRefusal.PeriodOutOfRange, ("min", BuyingDaysMin), ("max", BuyingDaysMax));
        }

        var endsAt = now + CallTerms.CancelPeriod + TimeSpan.FromDays(input.BuyingDays);
        var (call, refusal) = CallTerms.Announce(
            await TradesAsync(portal, issue.Id, now, cancellationToken), now, endsAt);
        if (refusal is not null || call is null) return Refusal.Of(MiningCallRefusal.NoTradeInWindow);

        portal.MiningCalls.Add(new MiningCallRow
        {
            IssueId = issue.Id, AnnouncedAt = now, AnnouncedBy = actor.UserId, EndsAt = call.EndsAt,
            HighestTradeYen = call.HighestTrade.MinorUnits, PriceYen = call.Price.MinorUnits,
        });
        Filings.Add(
            portal, issue, FilingKind.Call,
            new
            {
                highestTradeYen = call.HighestTrade.MinorUnits, priceYen = call.Price.MinorUnits,
                buyingFrom = call.BuyingFrom, endsAt = call.EndsAt,
            },
            dueOn: null, now);
        await CallHolders.TellAsync(
            portal, issue, NoticeKind.CallAnnounced, call.Price.MinorUnits, now, cancellationToken);
        return new AnnouncedCall(issue.Id, call.Price.MinorUnits, call.BuyingFrom, call.EndsAt);
    }

    private static async Task<IReadOnlyList<(DateTimeOffset At, Money Price)>> TradesAsync(
        PortalContext portal, long issueId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = now - CallTerms.Window;
        var trades = await portal.MarketTrades.AsNoTracking()
            .Where(row => row.SeriesId == issueId && row.TradedAt >= from && row.TradedAt < now)
            .GroupBy(row => row.Price)
            .Select(rows => new { Price = rows.Key, At = rows.Max(row => row.TradedAt) })
            .ToListAsync(cancellationToken);
        return trades.ConvertAll(trade => (trade.At, Money.FromYen(trade.Price)));
    }
}
