using System.Text;
using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Payments;
using CitizenBonds.Application.Pricing;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Integration.Tests.Trials;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.IndexLinked;

public sealed class IndexLinkedTests(PortalDatabases databases)
{
    private static readonly DateOnly OptionDay = new(2036, 4, 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decide_OnePersonOrNoBase_Refuses_SecondPersonFreezesHashedTerms()
    {
        await using var world = await PortalWorld.CreateAsync(databases, Token);
        var id = await IndexWorld.ProposeAsync(world, Token);

        Assert.Equal(
            "IndexSeries.BaseNeverQuoted",
            (await IndexWorld.DecideAsync(world, id, IndexWorld.SecondPerson, Token)).AsRefusal?.Code);
        // 46 days before the day of approval, 2 February 2026: the terms allow 45.
        await IndexWorld.ReceiveAsync(world, new(2025, 12, 18), "2400", Token);
        Assert.Equal(
            "IndexSeries.BaseTooOld",
            (await IndexWorld.DecideAsync(world, id, IndexWorld.SecondPerson, Token)).AsRefusal?.Code);
        await IndexWorld.ReceiveAsync(world, new(2026, 1, 20), "2500.25", Token);
        Assert.Equal(
            "IssueAction.SecondPersonNeeded",
            (await IndexWorld.DecideAsync(world, id, IndexWorld.Treasury, Token)).AsRefusal?.Code);
        Assert.Equal(0, await world.CountAsync("filings", Token));

        _ = (await IndexWorld.DecideAsync(world, id, IndexWorld.SecondPerson, Token)).ValueOrThrow;

        await using var portal = await world.OpenAsync(Token);
        var issue = await portal.Issues.SingleAsync(Token);
        Assert.Equal((IssueState.Announced, BondProduct.IndexLinked), (issue.State, issue.Product));
        Assert.Equal("DBVTRR", issue.Cfi);
        Assert.Equal(issue.TermsHash, Hash256.Of(Encoding.UTF8.GetBytes(issue.TermsJson!)).ToBytes());
        Assert.Contains("\"basePrice\":\"2500.25\"", issue.TermsJson, StringComparison.Ordinal);
        Assert.Equal(1, await world.CountAsync("filings where kind = 1", Token));
        Assert.Equal(
            "IssueAction.NotInThisState",
            (await IndexWorld.DecideAsync(world, id, IndexWorld.SecondPerson, Token, Application.Offerings
                .IssueDecision.Refuse)).AsRefusal?.Code);
    }

    [Fact]
    public async Task Propose_FieldsOutOfRange_NamesEveryFaultAndWritesNothing()
    {
        await using var world = await PortalWorld.CreateAsync(databases, Token);
        var fields = IndexWorld.Fields("silver", "0") with { AgeDays = "121" };
        fields.Bond.Coupon = "0";

        var outcome = await world.Get<ProposeIndexSeries>().ExecuteAsync(
            fields, Citizens.Key(), IndexWorld.Treasury, Moments.Start, Token);

        Assert.Equal("Offering.DraftHasFaults", outcome.AsRefusal?.Code);
        Assert.Equal(
            ["Coupon", "Basket", "Share", "AgeDays"],
            world.Get<ProposeIndexSeries>().FindFaults(fields, Moments.Start).Select(fault => fault.Field));
        Assert.Equal(0, await world.CountAsync("issues", Token));
        Assert.Equal(0, await world.CountAsync("purposes", Token));
    }

    [Fact]
    public async Task Coupon_FourNodesAtOnce_PaysOnceByTheIndexOfTheRecordDate()
    {
        await using var world = await PortalWorld.CreateAsync(databases, Token);
        var index = await IndexWorld.CreateAsync(world, Token);
        await index.ReceiveThroughAsync(8, "3000", Token);
        // After the record date, 24 September: what gold does then is the next coupon's.
        await IndexWorld.ReceiveAsync(world, new(2026, 9, 25), "2600", Token);
        await index.FundAsync(10_000, Token);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(world, IndexWorld.FirstCoupon)));
        await RunAsync(world, IndexWorld.FirstCoupon.AddHours(1));

        // 3,000 / 2,500 = 1.2; half of the movement: 1.1. 10,000 x 2.4 % x 183 / 365 x 1.1 = 132.36164 a token:
        // 15 tokens 1,985.42, 35 tokens 4,632.66.
        Assert.Equal(1_985, await index.CashOfAsync(index.Anna, Token));
        Assert.Equal(4_633, await index.CashOfAsync(index.Ben, Token));
        var run = await index.RunAsync(PaymentKind.Coupon, Token);
        Assert.Equal((1_200_000L, 1_100_000L), (run.IndexRatioPpm, run.IndexFactorPpm));
        Assert.Equal(PaymentRunState.Paid, run.State);
        // Eleven years of two coupons were planned; one was paid, so one more stands.
        Assert.Equal(23, await world.CountAsync("payment_runs where kind = 0", Token));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task Coupon_DatabaseFailsWhilePaying_GoesOnWithTheSameIndex()
    {
        await using var world = await PortalWorld.CreateAsync(databases, Token);
        var index = await IndexWorld.CreateAsync(world, Token);
        await index.ReceiveThroughAsync(8, "3000", Token);
        await index.FundAsync(10_000, Token);
        await ExecuteAsync(world, "alter table portal.transfers add constraint broken check (reason <> 9)");
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(world, IndexWorld.FirstCoupon));
        // A better price of a day before the record date comes late: the index of a started payment stands.
        await index.KeepAsync(new(2026, 9, 20), 5_000, Token);

        await ExecuteAsync(world, "alter table portal.transfers drop constraint broken");
        await RunAsync(world, IndexWorld.FirstCoupon.AddHours(1));

        Assert.Equal(1_985, await index.CashOfAsync(index.Anna, Token));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task Coupon_PriceInQuarantine_WaitsInPublicUntilTwoPeopleLetItCount()
    {
        await using var world = await PortalWorld.CreateAsync(databases, Token);
        var index = await IndexWorld.CreateAsync(world, Token);
        await index.ReceiveThroughAsync(6, "2500", Token);
        await index.FundAsync(10_000, Token);
        // Two months after the last one: a gap, so held back. It prices nothing.
        var held = await IndexWorld.ReceiveAsync(world, new(2026, 8, 31), "3000", Token);
        Assert.Equal(1, held.HeldBack);

        await RunAsync(world, IndexWorld.FirstCoupon);
        await RunAsync(world, IndexWorld.FirstCoupon.AddHours(1));

        Assert.Equal(0, await index.CashOfAsync(index.Anna, Token));
        var waiting = await index.RunAsync(PaymentKind.Coupon, Token);
        Assert.Equal((IndexFault.TooOld, "XAU"), (waiting.IndexFault, waiting.IndexMissing));
        Assert.Equal(PaymentRunState.Scheduled, waiting.State);
        Assert.Equal(1, await world.CountAsync("filings where kind = 30", Token));
        Assert.Equal(2, await world.CountAsync("notices where kind = 90", Token));
        var shown = await world.Get<IndexSeriesQueries>().FindAsync(
            index.Issue.Isin!, IndexWorld.FirstCoupon.AddHours(1), Token);
        Assert.Equal(IndexFault.TooOld, Assert.Single(shown!.Payments, payment => payment.Gap is not null).Gap!.Fault);

        await ReleaseAsync(world);
        await RunAsync(world, IndexWorld.FirstCoupon.AddDays(3));

        Assert.Equal(1_985, await index.CashOfAsync(index.Anna, Token));
        Assert.Equal(4_633, await index.CashOfAsync(index.Ben, Token));
        Assert.Null((await index.RunAsync(PaymentKind.Coupon, Token)).IndexFault);
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task Option_SoldBackInPart_PaysTheFactorAndTheRestGoesOn()
    {
        await using var world = await PortalWorld.CreateAsync(databases, Token);
        var index = await IndexWorld.CreateAsync(world, Token);
        var run = await index.RunAsync(PaymentKind.Buyback, Token);
        Assert.Equal(PortalTime.OpeningOf(OptionDay), run.DueAt);
        var opens = run.DueAt - AnnounceOption.Notice;

        Assert.Equal("Option.NotOpen", await RefusedAsync(index, "10", opens));
        Assert.Equal(0, await world.Get<AnnounceOption>().RunDueAsync(opens.AddSeconds(-1), Token));
        Assert.Equal(1, await world.Get<AnnounceOption>().RunDueAsync(opens, Token));
        Assert.Equal(0, await world.Get<AnnounceOption>().RunDueAsync(opens.AddDays(1), Token));
        Assert.Equal(2, await world.CountAsync("notices where kind = 91", Token));
        Assert.Equal(1, await world.CountAsync("filings where kind = 31", Token));
        Assert.Equal("Option.QuantityUnreadable", await RefusedAsync(index, "ten", opens));
        Assert.Equal("Option.TokensTooFew", await RefusedAsync(index, "16", opens));
        Assert.Equal("Option.NotOpen", await RefusedAsync(index, "10", run.RecordAt.AddSeconds(1)));

        _ = (await index.SellBackAsync(index.Anna, "10", opens.AddDays(1), Token)).ValueOrThrow;
        await index.KeepAsync(OptionDay.AddDays(-15), 2_000, Token);
        await index.FundAsync(89_999, Token);
        Assert.Equal("Payment.IssuerCannotPay", (await StartAsync(world, run.Id, run.DueAt)).AsRefusal?.Code);
        await index.FundAsync(1, Token);
        await PayAsync(world, run.Id, run.DueAt);
        await PayAsync(world, run.Id, run.DueAt.AddHours(1));

        // 2,000 / 2,500 = 0.8; half of the movement: 0.9. Ten tokens of 10,000 yen: 90,000.
        Assert.Equal(90_000, await index.CashOfAsync(index.Anna, Token));
        var tokens = index.Issue.AssetId!.Value;
        Assert.Equal(40, -await world.BalanceAsync(AccountPlan.Issuance(index.Issue.Id, tokens), Token));
        await using var portal = await world.OpenAsync(Token);
        Assert.Equal(IssueState.Live, await portal.Issues.Select(issue => issue.State).SingleAsync(Token));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task Option_EverythingSoldBack_EndsTheBond()
    {
        await using var world = await PortalWorld.CreateAsync(databases, Token);
        var index = await IndexWorld.CreateAsync(world, Token);
        var run = await index.AnnounceOptionAsync(Token);
        var at = run.DueAt.AddDays(-50);
        _ = (await index.SellBackAsync(index.Anna, "15", at, Token)).ValueOrThrow;
        _ = (await index.SellBackAsync(index.Ben, "20", at, Token)).ValueOrThrow;
        _ = (await index.SellBackAsync(index.Ben, "15", at, Token)).ValueOrThrow;
        await index.KeepAsync(OptionDay.AddDays(-15), 2_500, Token);
        await index.FundAsync(500_000, Token);

        await PayAsync(world, run.Id, run.DueAt);

        Assert.Equal(350_000, await index.CashOfAsync(index.Ben, Token));
        await using var portal = await world.OpenAsync(Token);
        Assert.Equal(IssueState.Redeemed, await portal.Issues.Select(issue => issue.State).SingleAsync(Token));
        Assert.Equal(0, await world.CountAsync("payment_runs where state = 0 and due_at > '2036-04-02'", Token));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public Task UseOption_TwiceCutOrAtOnce_SetsAsideOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var world = await PortalWorld.CreateAsync(databases, Token);
            var index = await IndexWorld.CreateAsync(world, Token);
            var run = await index.AnnounceOptionAsync(Token);
            return new(world, key => index.SellBackAsync(index.Anna, "10", run.DueAt.AddDays(-50), Token, key));
        },
        Token);

    [Fact]
    public async Task Price_IndexMoves_IsPricedAnewInParts()
    {
        await using var world = await PortalWorld.CreateAsync(databases, Token);
        var index = await IndexWorld.CreateAsync(world, Token);
        await AddCurveAsync(world);
        var now = PortalTime.OpeningOf(new DateOnly(2026, 3, 3));
        Assert.Equal(1, await world.Get<PriceSeries>().RunAsync(now, Token));
        var before = (await world.Get<PricingQueries>().FindAsync(index.Issue.Isin!, now, Token))!.Series.Price;
        await IndexWorld.ReceiveAsync(world, new(2026, 3, 2), "3000", Token);

        Assert.Equal(1, await world.Get<PriceSeries>().RunAsync(now, Token));

        var after = (await world.Get<PricingQueries>().FindAsync(index.Issue.Isin!, now, Token))!.Series.Price;
        Assert.Equal(0, before.IndexExcess);
        Assert.Equal(10, after.IndexExcess, 9); // 100 x (1.2 - 1) x 0.5.
        Assert.Equal(before.Coupons, after.Coupons, 9);
        Assert.Equal(1.1, after.OptionValue / before.OptionValue, 9);
        Assert.True(before.OptionValue > 0, "a right is worth something");
        Assert.Equal(0, after.Redemption);
    }

    private static Task<int> RunAsync(PortalWorld world, DateTimeOffset now) =>
        world.Get<RunPayments>().RunDueAsync(now, Token);

    private static Task<Application.Commands.Outcome<StartedPayment>> StartAsync(
        PortalWorld world, long run, DateTimeOffset now) => world.Get<StartPayment>().ExecuteAsync(run, now, Token);

    private static async Task PayAsync(PortalWorld world, long run, DateTimeOffset now)
    {
        await StartAsync(world, run, now);
        await world.Get<PaySteps>().ExecuteAsync(run, now, Token);
        await world.Get<FinishPayment>().ExecuteAsync(run, now, Token);
    }

    private static async Task<string?> RefusedAsync(IndexWorld index, string tokens, DateTimeOffset at) =>
        (await index.SellBackAsync(index.Anna, tokens, at, Token)).AsRefusal?.Code;

    private static async Task ReleaseAsync(PortalWorld world)
    {
        await using var portal = await world.OpenAsync(Token);
        var item = await portal.FeedQuarantine.Select(row => row.Id).SingleAsync(Token);
        var now = IndexWorld.FirstCoupon.AddDays(2);
        var decide = world.Get<DecideQuarantine>();
        _ = (await decide.ExecuteAsync(
            new(item, QuarantineStep.Propose), Citizens.Key(), IndexWorld.Treasury, now, Token)).ValueOrThrow;
        _ = (await decide.ExecuteAsync(
            new(item, QuarantineStep.Confirm), Citizens.Key(), IndexWorld.SecondPerson, now, Token)).ValueOrThrow;
    }

    private static async Task AddCurveAsync(PortalWorld world)
    {
        await using var portal = await world.OpenAsync(Token);
        foreach (var (tenor, yield) in (ReadOnlySpan<(int, decimal)>)[(12, 1m), (120, 2m), (480, 3m)])
        {
            portal.CurvePoints.Add(new CurvePointRow
            {
                Curve = "JGB", QuotedOn = new(2026, 3, 2), TenorMonths = tenor, YieldPercent = yield,
            });
        }

        await portal.SaveChangesAsync(Token);
    }

    private static async Task ExecuteAsync(PortalWorld world, string sql)
    {
        await using var portal = await world.OpenAsync(Token);
        await portal.Database.ExecuteSqlRawAsync(sql, Token);
    }
}
