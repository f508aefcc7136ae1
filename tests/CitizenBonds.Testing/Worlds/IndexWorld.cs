using System.Globalization;
using CitizenBonds.Application;
using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Pricing;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Data.Pricing;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Testing.Worlds;

/// <summary>
/// A gold-linked perpetual of 100 tokens at 10,000 yen, 2.4 % half-yearly by ACT/365F, half of the index's movement;
/// gold at 2,500 when it was approved. Issued on 1 April 2026; Anna holds 15 tokens, Ben, an institution, 35.
/// </summary>
public sealed class IndexWorld
{
    private readonly PortalWorld _world;

    private IndexWorld(PortalWorld world, IssueRow issue, Citizen anna, Citizen ben)
    {
        (_world, Issue, Anna, Ben) = (world, issue, anna, ben);
    }

    public static readonly DateTimeOffset SettlesAt = PortalTime.OpeningOf(new DateOnly(2026, 4, 1));
    public static readonly DateTimeOffset FirstCoupon = PortalTime.OpeningOf(new DateOnly(2026, 10, 1));

    public static Actor Treasury { get; } = IssuerDesk.ActorOf(null, PortalRole.Treasury);

    public static Actor SecondPerson { get; } = IssuerDesk.ActorOf(null, PortalRole.Treasury);

    public IssueRow Issue { get; }

    public Citizen Anna { get; }

    public Citizen Ben { get; }

    public static IndexSeriesFields Fields(string basket = nameof(IndexBasket.LiXAU), string share = "50") => new()
    {
        Deficit = new(null, "令和8年度の不足", "Deficit of 2026", "2026", "10,000,000"),
        Bond = new IssueDraftFields
        {
            TitleJa = "金連動債 試験", TitleEn = "Gold-linked bond, test", Size = "100", Coupon = "2.4",
            SaleOpensOn = "2026-03-09", SaleClosesOn = "2026-03-20", IssueDate = "2026-04-01",
        },
        Basket = basket,
        Share = share,
    };

    /// <returns>The number of the proposed issue.</returns>
    public static async Task<long> ProposeAsync(
        PortalWorld world, CancellationToken cancellationToken, IndexSeriesFields? fields = null) =>
        (await world.Get<ProposeIndexSeries>().ExecuteAsync(
            fields ?? Fields(), Citizens.Key(), Treasury, Moments.Start, cancellationToken)).ValueOrThrow.IssueId;

    public static Task<Outcome<DecidedIssue>> DecideAsync(
        PortalWorld world, long issueId, Actor actor, CancellationToken cancellationToken,
        IssueDecision decision = IssueDecision.Agree) =>
        world.Get<DecideIndexSeries>().ExecuteAsync(
            new(issueId, 1, decision, "Not now"), Citizens.Key(), actor, Moments.Start, cancellationToken);

    /// <summary>A price as it comes in the day after.</summary>
    public static async Task<ReceivedFeed> ReceiveAsync(
        PortalWorld world, DateOnly day, string price, CancellationToken cancellationToken,
        DateTimeOffset? now = null)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"series,date,tenor_months,value,unit\nXAU,{day:yyyy-MM-dd},,{price},USD/ozt\n");
        return (await world.Get<ReceiveFeed>().ExecuteAsync(
            new(text, "test"), Citizens.Key(), Treasury, now ?? PortalTime.OpeningOf(day.AddDays(1)),
            cancellationToken)).ValueOrThrow;
    }

    public static async Task<IndexWorld> CreateAsync(PortalWorld world, CancellationToken cancellationToken)
    {
        await ReceiveAsync(world, new(2026, 1, 31), "2500", cancellationToken);
        var id = await ProposeAsync(world, cancellationToken);
        _ = (await DecideAsync(world, id, SecondPerson, cancellationToken)).ValueOrThrow;
        var people = new Citizens(world);
        var anna = await people.OpenReadyAsync(0, cancellationToken);
        var ben = await people.OpenReadyAsync(0, cancellationToken, InvestorKind.Institution);
        await ApplyAsync(world, id, anna, 15, cancellationToken);
        await ApplyAsync(world, id, ben, 35, cancellationToken);
        _ = (await world.Get<SettleSale>().ExecuteAsync(id, SettlesAt, cancellationToken)).ValueOrThrow;
        await using var portal = await world.OpenAsync(cancellationToken);
        return new(world, await portal.Issues.AsNoTracking().SingleAsync(cancellationToken), anna, ben);
    }

    /// <summary>The last days of February to a month, each at 2,500; the last one at a price of its own.</summary>
    public async Task ReceiveThroughAsync(int month, string last, CancellationToken cancellationToken)
    {
        for (var number = 2; number <= month; number++)
        {
            var day = new DateOnly(2026, number, 1).AddMonths(1).AddDays(-1);
            await ReceiveAsync(_world, day, number == month ? last : "2500", cancellationToken);
        }
    }

    /// <summary>A price that counts, wherever it came from: for days far from any other price.</summary>
    public async Task KeepAsync(DateOnly day, double price, CancellationToken cancellationToken)
    {
        await using var portal = await _world.OpenAsync(cancellationToken);
        portal.FeedQuotes.Add(new FeedQuoteRow
        {
            Series = "XAU", QuotedOn = day, Value = price, Source = "test", RecordedAt = PortalTime.OpeningOf(day),
        });
        await portal.SaveChangesAsync(cancellationToken);
    }

    public Task<long> FundAsync(long yen, CancellationToken cancellationToken) =>
        _world.OpenAccountAsync(AccountPlan.IssuerCash(Issue.IssuerId), yen, cancellationToken);

    public Task<long> CashOfAsync(Citizen citizen, CancellationToken cancellationToken) =>
        _world.BalanceAsync(AccountPlan.InvestorCash(citizen.InvestorId), cancellationToken);

    public async Task<PaymentRunRow> RunAsync(PaymentKind kind, CancellationToken cancellationToken)
    {
        await using var portal = await _world.OpenAsync(cancellationToken);
        return await portal.PaymentRuns.AsNoTracking()
            .SingleAsync(run => run.Kind == kind && run.Number == 1, cancellationToken);
    }

    /// <summary>The right to sell back, announced sixty days before its day.</summary>
    public async Task<PaymentRunRow> AnnounceOptionAsync(CancellationToken cancellationToken)
    {
        var run = await RunAsync(PaymentKind.Buyback, cancellationToken);
        await _world.Get<AnnounceOption>().RunDueAsync(run.DueAt - AnnounceOption.Notice, cancellationToken);
        return run;
    }

    public Task<Outcome<UsedOption>> SellBackAsync(
        Citizen citizen, string tokens, DateTimeOffset at, CancellationToken cancellationToken, string? key = null) =>
        _world.Get<UseOption>().ExecuteAsync(
            new(Issue.Id, tokens), key ?? Citizens.Key(), citizen.UserId, at, cancellationToken);

    private static async Task ApplyAsync(
        PortalWorld world, long issueId, Citizen citizen, long tokens, CancellationToken cancellationToken)
    {
        var deposit = new RequestDeposit(world.Get<CommandRunner>(), PortalRules.Demonstration);
        _ = (await deposit.ExecuteAsync(
            new(tokens * 10_000), Citizens.Key(), citizen.UserId, Moments.Start, cancellationToken)).ValueOrThrow;
        var applied = await world.Get<ApplyForIssue>().ExecuteAsync(
            new(issueId, tokens), Citizens.Key(), citizen.UserId, PortalTime.OpeningOf(new DateOnly(2026, 3, 10)),
            cancellationToken);
        if (applied.AsRefusal is { } refusal) throw new InvalidOperationException(refusal.Code);
    }
}
