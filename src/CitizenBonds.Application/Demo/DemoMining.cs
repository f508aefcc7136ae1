using System.Globalization;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Mining;
using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Mining;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Demo;

/// <summary>
/// Mining bonds of an invented state on real headers of Bitcoin: two series sold in early 2024, whose coupons the real
/// key blocks of that February paid, the second of them called in November 2026, and one on sale when the calendar
/// ends. The headers end in 2024, so the feed is silent from then on, and the pages say so.
/// </summary>
public sealed class DemoMining(
    IDbContextFactory<PortalContext> contexts, IssueMiningSeries issue, ApplyForIssue apply, BookBitcoin bitcoin,
    ReceiveHeaders receive, RunMining run, ReportProceeds report, DutyQueries duties, PlaceOrder order,
    AnnounceCall call, DemoSales sales, DemoPeople people)
{
    /// <summary>The first day of the demonstration: before the first header of the table.</summary>
    public static readonly DateTimeOffset Start = new(2024, 1, 22, 0, 0, 0, TimeSpan.Zero);

    private const int EarlyCitizens = 8;
    private const string Satoshi = "5000000";
    private static readonly TimeSpan BlockToImport = TimeSpan.FromMinutes(10);
    private const long AskYen = 39_000;
    private const long CallMoneyYen = 4_300_000; // 88 tokens at 46,800 yen, and a little more.
    private const int BuyingDays = 30;

    /// <summary>Tuesday, ten in the morning in Japan; the call comes eight days later.</summary>
    private static readonly DateTimeOffset TradedAt = new(2026, 11, 10, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset TestedAgainAt = new(2025, 11, 4, 3, 0, 0, TimeSpan.Zero);

    private static readonly (string Ja, string En, string Size, string Price, string Bonds, DateOnly Opens,
        DateOnly Closes, DateOnly Issue)[] Series =
    [
        ("採掘債 第1回 1 TH/s", "Mining bond 1, 1 TH/s a token", "2000", "4000", "1000000", new(2024, 1, 23),
            new(2024, 1, 26), new(2024, 1, 31)),
        ("採掘債 第2回 10 TH/s", "Mining bond 2, 10 TH/s a token", "200", "38000", "10000000", new(2024, 1, 30),
            new(2024, 2, 2), new(2024, 2, 7)),
        ("採掘債 第3回 1 TH/s", "Mining bond 3, 1 TH/s a token", "5000", "2500", "1000000", new(2026, 11, 16),
            new(2026, 11, 27), new(2026, 12, 2)),
    ];

    /// <summary>The invented nation; written once.</summary>
    internal static Task EnsureStateAsync(PortalContext portal, CancellationToken cancellationToken) =>
        NationalGovernment.EnsureAsync(portal, isInvented: true, cancellationToken);

    internal void Plan(DemoCalendar calendar, DemoCitizen aoi, CancellationToken cancellationToken)
    {
        var treasury = ActorOf("treasury", PortalRole.Treasury);
        var issues = new long[Series.Length];
        for (var i = 0; i < Series.Length; i++)
        {
            var number = i;
            var announced = PortalTime.OpeningOf(Series[i].Opens).AddHours(-22);
            calendar.Add(
                announced,
                async at => issues[number] = await IssueAsync(number, treasury, at, cancellationToken));
        }

        PlanBuyers(calendar, aoi, issues, cancellationToken);
        calendar.Add(PortalTime.OpeningOf(Series[0].Issue).AddHours(1), at => FundAsync(at, cancellationToken));
        PlanHeaders(calendar, cancellationToken);
        foreach (var number in new[] { 0, 1 })
        {
            calendar.Add(
                PortalTime.OpeningOf(Series[number].Issue).AddDays(350).AddHours(2),
                at => ReportAsync(issues[number], at, cancellationToken));
        }
    }

    private async Task<long> IssueAsync(
        int number, Actor treasury, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (ja, en, size, price, bonds, opens, closes, issued) = Series[number];
        return (await issue.ExecuteAsync(
            new(ja, en, size, price, bonds, Text(opens), Text(closes), Text(issued)), Key("issue", number), treasury,
            at, cancellationToken)).ValueOrThrow.IssueId;
    }

    private void PlanBuyers(
        DemoCalendar calendar, DemoCitizen aoi, long[] issues, CancellationToken cancellationToken)
    {
        var random = new DemoRandom(DemoSeed.Value + 1);
        var early = DemoCitizen.Draw(random, EarlyCitizens, [DemoPlan.HomeCode], Start).Select(
            (citizen, index) => citizen with
            {
                Email = string.Create(CultureInfo.InvariantCulture, $"miner{index + 1:00}@demo.example"),
                JoinsAt = Start.AddHours(2).AddMinutes(index),
                NetAssetsYen = 20_000_000,
                DepositYen = 1_500_000,
            }).ToList();
        foreach (var citizen in early)
            calendar.Add(citizen.JoinsAt, at => people.JoinAsync(citizen, at, cancellationToken));
        var buyers = early.Prepend(aoi).ToList();
        PlanCall(calendar, early[0], early[1], issues, cancellationToken);
        for (var buyer = 0; buyer < buyers.Count; buyer++)
        {
            var (citizen, place) = (buyers[buyer], buyer);
            Buy(calendar, issues, 0, citizen, place == 0 ? 200 : 60 + (7 * place), place, cancellationToken);
            Buy(calendar, issues, 1, citizen, place == 0 ? 20 : 4 + place, place, cancellationToken);
            calendar.Add(TestedAgainAt, at => people.TestAgainAsync(citizen, at, cancellationToken));
            if (place < 4) Buy(calendar, issues, 2, citizen, 10 + place, place, cancellationToken);
        }
    }

    private void Buy(
        DemoCalendar calendar, long[] issues, int number, DemoCitizen citizen, long tokens, int minute,
        CancellationToken cancellationToken) =>
        calendar.Add(
            PortalTime.OpeningOf(Series[number].Opens).AddHours(3).AddMinutes(minute),
            at => apply.ExecuteAsync(
                new(issues[number], tokens), Key("apply", number) + "-" + citizen.UserId.ToString("N"),
                citizen.UserId, at, cancellationToken));

    /// <summary>One token changes hands, which gives the price; then the treasury calls the series.</summary>
    private void PlanCall(
        DemoCalendar calendar, DemoCitizen seller, DemoCitizen buyer, long[] issues,
        CancellationToken cancellationToken)
    {
        var calledAt = TradedAt.AddDays(8);
        calendar.Add(
            TradedAt, at => TradeAsync(issues[1], OrderSide.Sell, seller, at, cancellationToken), opensMarket: true);
        calendar.Add(
            TradedAt.AddMinutes(5), at => TradeAsync(issues[1], OrderSide.Buy, buyer, at, cancellationToken),
            opensMarket: true);
        calendar.Add(calledAt, async at => _ = (await call.ExecuteAsync(
            new(issues[1], BuyingDays), Key("call", 1), ActorOf("treasury", PortalRole.Treasury), at,
            cancellationToken)).ValueOrThrow);
        calendar.Add(
            calledAt.AddHours(1), async at => await sales.FundAsync(
                await OfficerAsync(cancellationToken), CallMoneyYen, "mining-call", at, cancellationToken));
    }

    private async Task TradeAsync(
        long seriesId, OrderSide side, DemoCitizen citizen, DateTimeOffset at, CancellationToken cancellationToken) =>
        _ = (await order.ExecuteAsync(
            new(seriesId, side, OrderType.Limit, AskYen, 1), $"demo-mining-{side}", citizen.UserId, at,
            cancellationToken)).ValueOrThrow;

    /// <summary>The transaction is invented: its number is the hash of what it is.</summary>
    private async Task FundAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var transaction = Hash256.Of("bitcoin of the demonstration's treasury"u8).ToString();
        _ = (await bitcoin.ExecuteAsync(
            new(transaction, Satoshi), Key("bitcoin", 0), ActorOf("operator", PortalRole.Operator), at,
            cancellationToken)).ValueOrThrow;
    }

    /// <summary>Headers come in as they were mined: each part ends with the fifth block on a key block.</summary>
    private void PlanHeaders(DemoCalendar calendar, CancellationToken cancellationToken)
    {
        var all = DemoHeaders.Read();
        var from = all.FirstHeight;
        while (from <= all.TipHeight)
        {
            var last = Math.Min(
                KeyBlock.NextKeyHeight(from - 1) + KeyBlock.ConfirmationsMin, all.TipHeight);
            var part = DemoHeaders.Between(from, last);
            calendar.Add(
                part.Headers[^1].Time + BlockToImport, at => ReceiveAsync(part, at, cancellationToken));
            from = last + 1;
        }
    }

    private async Task ReceiveAsync(HeaderBranch part, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"demo-headers-{part.FirstHeight}");
        _ = (await receive.ExecuteAsync(part, "bitcoin-headers.bin", key, actor: null, at, cancellationToken))
            .ValueOrThrow;
        await run.RunDueAsync(at, cancellationToken);
    }

    private async Task ReportAsync(long issueId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var officer = await OfficerAsync(cancellationToken);
        var desk = await duties.ProceedsAsync(issueId, officer, at, cancellationToken);
        if (desk is not { Proceeds.IsPositive: true, Next: 1 }) return;
        var spent = desk.Proceeds.MinorUnits.ToString(CultureInfo.InvariantCulture);
        _ = (await report.ExecuteAsync(
            new(issueId, 1, spent, "The deficit named in the terms"), Key("report", (int)issueId), officer, at,
            cancellationToken)).ValueOrThrow;
    }

    private async Task<Actor> OfficerAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var state = await portal.Issuers.SingleAsync(
            row => row.Kind == IssuerKind.NationalGovernment, cancellationToken);
        return new Actor(DemoStaff.IdOf("state"), new HashSet<PortalRole> { PortalRole.IssuerOfficer }, state.Id);
    }

    private static Actor ActorOf(string name, PortalRole role) =>
        new(DemoStaff.IdOf(name), new HashSet<PortalRole> { role }, null);

    private static string Key(string what, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"demo-mining-{what}-{number}");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
