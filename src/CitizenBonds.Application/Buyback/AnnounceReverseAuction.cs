using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <summary>An auction as typed: maxima in tokens and yen, closing when trading closes on a day.</summary>
public sealed record AnnounceAuctionCommand(
    long ProgrammeId, string? TokensMax, string? BudgetMax, string? RetailMax, string? ClosesOn);

public sealed record AnnouncedAuction(long AuctionId);

/// <summary>The central bank asks holders for offers; those who hold the bond are told.</summary>
public sealed class AnnounceReverseAuction(CommandRunner commands, MarketRules rules)
{
    public Task<Outcome<AnnouncedAuction>> ExecuteAsync(
        AnnounceAuctionCommand input, string key, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(AnnounceReverseAuction), key, input, actor.UserId, now),
            (portal, token) => AnnounceAsync(portal, input, actor, now, token),
            cancellationToken);

    /// <summary>What cannot be read of the typed fields; empty when all can.</summary>
    public static IReadOnlyList<DraftFault> FindFaults(AnnounceAuctionCommand input) => Read(input).Faults;

    private async Task<Outcome<AnnouncedAuction>> AnnounceAsync(
        PortalContext portal, AnnounceAuctionCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var programme = actor.Is(PortalRole.CentralBank)
            ? await BuybackLocks.ProgrammeAsync(portal, input.ProgrammeId, cancellationToken)
            : null;
        if (programme is null) return Refusal.Of(BuybackRefusal.NotFound);
        var series = await BuybackSeries.FindAsync(portal, programme.SeriesId, cancellationToken);
        if (series is null) return Refusal.Of(BuybackRefusal.SeriesNotLive);
        var (read, faults) = Read(input);
        if (read is not { } maxima) return Refusal.Of(BuybackRefusal.PlanHasFaults, ("count", (long)faults.Count));
        if (programme.State != BuybackProgrammeState.Running) return Refusal.Of(BuybackRefusal.NotInThisState);
        var others = await portal.BuybackAuctions.Where(row => row.ProgrammeId == programme.Id)
            .Select(row => row.State).ToListAsync(cancellationToken);
        if (others.Contains(BuybackAuctionState.Open)) return Refusal.Of(BuybackRefusal.AuctionOpen);
        if (FindRefusal(programme, series, maxima, now) is { } refusal) return refusal;

        var number = string.Create(CultureInfo.InvariantCulture, $"{programme.Id}-{others.Count + 1}");
        var seed = await DrawSecret.ForBuybackAsync(portal, number, cancellationToken);
        var auction = new BuybackAuctionRow
        {
            ProgrammeId = programme.Id,
            State = BuybackAuctionState.Open,
            TokensMax = maxima.Tokens,
            BudgetMaxYen = maxima.BudgetYen,
            RetailMaxTokens = maxima.Retail,
            AnnouncedAt = now,
            ClosesAt = CloseOf(maxima.ClosesOn),
            SeedCommitment = VerifiableDraw.CommitmentTo(seed).ToBytes(),
            Version = 1,
        };
        portal.BuybackAuctions.Add(auction);
        BuybackRows.Add(portal, programme.Id, BuybackEventKind.AuctionAnnounced, actor.UserId, now);
        await portal.SaveChangesAsync(cancellationToken);
        await TellHoldersAsync(portal, series, auction, now, cancellationToken);
        return new AnnouncedAuction(auction.Id);
    }

    private Refusal? FindRefusal(
        BuybackProgrammeRow programme, BuybackSeries series, Maxima maxima, DateTimeOffset now)
    {
        var closes = CloseOf(maxima.ClosesOn);
        var (own, issuer) = BuybackRows.HoldingsOf(programme, series.Denomination);
        var share = Rate.FromPerMillion(programme.ConcentrationPpm);
        var room = Quantity.Min(
            own.Room(share, series.Denomination), issuer.Room(share, series.Denomination));
        var remaining = Money.FromYen(programme.TargetYen - programme.SpentYen);
        var isOnTime = maxima.ClosesOn > PortalTime.DayOf(now) && maxima.ClosesOn <= programme.LastDay
            && rules.Calendar.IsBusinessDay(maxima.ClosesOn) && closes >= series.IssuedAt + BuybackPolicy.Blackout;
        if (!isOnTime)
            return Refusal.Of(BuybackRefusal.AuctionCloseOutOfRange, ("lastDay", programme.LastDay));
        if (maxima.BudgetYen > remaining.MinorUnits)
            return Refusal.Of(BuybackRefusal.AuctionAboveRemaining, ("remaining", remaining));
        if (maxima.Tokens > room.Tokens) return Refusal.Of(BuybackRefusal.AuctionAboveRoom, ("room", room));
        if (maxima.Retail > maxima.Tokens) return Refusal.Of(BuybackRefusal.RetailAboveAuction);
        return maxima.BudgetYen < series.Price.MinorUnits
            ? Refusal.Of(BuybackRefusal.AuctionBelowOneToken, ("price", series.Price))
            : null;
    }

    /// <summary>When the market's closing call begins: the last prices of the day are known by then.</summary>
    private DateTimeOffset CloseOf(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(rules.Schedule.ClosingCallAt), PortalTime.Offset).ToUniversalTime();

    private static Task<int> TellHoldersAsync(
        PortalContext portal, BuybackSeries series, BuybackAuctionRow auction, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.notices (investor_id, kind, issue_id, amount, quantity, created_at)
            select a.owner_id, {(short)NoticeKind.BuybackAnnounced}, {series.Issue.Id}, 0, {auction.TokensMax},
                {now.UtcDateTime}
            from portal.accounts a join portal.investors i on i.id = a.owner_id
            where a.asset_id = {series.Issue.AssetId} and a.owner_kind = {(short)AccountOwner.Investor}
                and a.kind = {(short)AccountKind.Holding} and a.credits > a.debits
                and i.kind <> {(short)InvestorKind.CentralBank}
            order by a.owner_id
            """,
            cancellationToken);

    private static (Maxima? Maxima, IReadOnlyList<DraftFault> Faults) Read(AnnounceAuctionCommand input)
    {
        var reader = new DraftReader();
        var tokens = reader.Whole(nameof(input.TokensMax), input.TokensMax, 1, IssueDraftCheck.SizeTokensMax);
        var budget = reader.Whole(nameof(input.BudgetMax), input.BudgetMax, 1, IssueDraftCheck.FaceYenMax);
        var retail = reader.Whole(nameof(input.RetailMax), input.RetailMax, 0, IssueDraftCheck.SizeTokensMax);
        var day = reader.Date(nameof(input.ClosesOn), input.ClosesOn);
        return reader.Faults.Count > 0
            ? (null, reader.Faults)
            // Nothing is null when nothing is at fault.
            : (new Maxima(tokens!.Value, budget!.Value, retail!.Value, day!.Value), []);
    }

    private sealed record Maxima(long Tokens, long BudgetYen, long Retail, DateOnly ClosesOn);
}
