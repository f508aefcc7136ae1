using System.Text;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Pricing;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Pricing.Feeds;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Pricing;

public sealed class PriceSeriesTests(PortalDatabases databases)
{
    private static readonly DateTimeOffset Now = PortalTime.OpeningOf(new DateOnly(2026, 3, 10));
    private static readonly Actor Anna = Person(PortalRole.Treasury);
    private static readonly Actor Ben = Person(PortalRole.Operator);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_InputsChange_PricesAnewAndKeepsTheOldPrice()
    {
        await using var world = await WorldAsync();
        var prices = world.Get<PriceSeries>();

        Assert.Equal(1, await prices.RunAsync(Now, Token));
        Assert.Equal(0, await prices.RunAsync(Now, Token)); // Nothing changed: nothing is written.
        var isin = await IsinAsync(world);
        var before = await world.Get<PricingQueries>().FindAsync(isin, Now, Token);
        await ReceiveAsync(
            world, "JGB,2026-03-10,12,1.2,percent\nJGB,2026-03-10,24,1.4,percent", Anna, "curve-goes-up");
        Assert.Equal(1, await prices.RunAsync(Now, Token));
        var after = await world.Get<PricingQueries>().FindAsync(isin, Now, Token);

        Assert.Equal(new DateOnly(2026, 3, 9), before!.Run.CurveQuotedOn);
        Assert.Equal(new DateOnly(2026, 3, 10), after!.Run.CurveQuotedOn);
        Assert.True(after.Series.Price.Clean < before.Series.Price.Clean, "higher yields, lower price");
        Assert.NotEqual(before.Run.InputsHash, after.Run.InputsHash);
        Assert.Equal(2, await world.CountAsync("series_prices", Token));
        Assert.Single(after.History); // Two runs of one day: the newest counts.

        // 2 % half-yearly, issued on 2 March 2026 and repaid a year later: two coupons of 1 and the face.
        Assert.Equal(64, after.Series.Price.Scenarios.Count);
        Assert.InRange(after.Series.Price.Redemption, 98, 99.5);
        Assert.InRange(after.Series.Price.Coupons, 1.97, 2);
    }

    [Fact]
    public async Task Run_TwoNodesAtOnce_WriteOneRun()
    {
        await using var world = await WorldAsync();
        var prices = world.Get<PriceSeries>();

        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => prices.RunAsync(Now, Token)));

        Assert.Equal(1, done.Sum());
        Assert.Equal(1, await world.CountAsync("pricing_runs", Token));
    }

    [Fact]
    public async Task Run_NoCurve_PricesNothing()
    {
        await using var world = await PortalWorld.CreateAsync(databases, Token);
        await AnnouncedIssue.CreateAsync(world, 100, Token);

        Assert.Equal(0, await world.Get<PriceSeries>().RunAsync(Now, Token));
        Assert.Null((await world.Get<PricingQueries>().OverviewAsync(Now, Token)).Run);
    }

    [Fact]
    public async Task Report_SameRun_GivesTheSameBytes()
    {
        await using var world = await WorldAsync();
        Assert.Null(await world.Get<PricingReport>().MakeAsync(Token));
        await world.Get<PriceSeries>().RunAsync(Now, Token);

        var (first, second) = (
            await world.Get<PricingReport>().MakeAsync(Token), await world.Get<PricingReport>().MakeAsync(Token));

        Assert.Equal(first, second);
        var lines = first!.Csv.Split("\r\n");
        Assert.Equal(21 + 10 + 64, lines[0].Split(',').Length);
        Assert.All(lines[1..^1], line => Assert.Equal(lines[0].Split(',').Length, line.Split(',').Length));
        Assert.Contains(first.Run.InputsHash, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_SpikeInTheCurve_PricesNothingUntilTwoPeopleReleaseIt()
    {
        await using var world = await WorldAsync();
        var prices = world.Get<PriceSeries>();
        await prices.RunAsync(Now, Token);

        var received = await ReceiveAsync(
            world, "JGB,2026-03-10,12,9.9,percent\nJGB,2026-03-10,24,1.4,percent", Anna, "spike-in-the-curve");
        Assert.Equal(new ReceivedFeed(0, 0, 1), received);
        Assert.Equal(0, await prices.RunAsync(Now, Token));
        Assert.Equal(1, (await world.Get<PricingQueries>().OverviewAsync(Now, Token)).HeldBack);

        var item = Assert.Single(await world.Get<FeedQueries>().QuarantineAsync(Token));
        Assert.Equal(FeedFault.Spike, item.Fault);
        Assert.Equal(QuarantineRefusal.NotProposed, await DecideAsync(world, item.Id, QuarantineStep.Confirm, Ben));
        Assert.Null(await DecideAsync(world, item.Id, QuarantineStep.Propose, Anna));
        Assert.Equal(QuarantineRefusal.SamePerson, await DecideAsync(world, item.Id, QuarantineStep.Confirm, Anna));
        Assert.Equal(0, await prices.RunAsync(Now, Token));
        Assert.Null(await DecideAsync(world, item.Id, QuarantineStep.Confirm, Ben));
        Assert.Equal(1, await prices.RunAsync(Now, Token));
        Assert.Equal(QuarantineRefusal.AlreadyDecided, await DecideAsync(world, item.Id, QuarantineStep.Reject, Ben));
        Assert.Equal(0, (await world.Get<PricingQueries>().OverviewAsync(Now, Token)).HeldBack);
    }

    [Theory]
    [InlineData("XAU,2026-03-10,,-5,USD/ozt", FeedFault.NotPositive)]
    [InlineData("XAU,2026-03-10,,NaN,USD/ozt", FeedFault.NotPositive)]
    [InlineData("XAU,2026-03-10,,gold,USD/ozt", FeedFault.NotPositive)]
    [InlineData("XAU,2026-03-10,,5100,USD/g", FeedFault.WrongUnit)]
    [InlineData("JGB,2026-03-10,13,1.0,percent\nJGB,2026-03-10,12,1.0,percent\nJGB,2026-03-10,24,1.0,percent",
        FeedFault.NoCurve)]
    public async Task Decide_DataThatCanNeverBeRight_CanOnlyBeRejected(string rows, FeedFault fault)
    {
        await using var world = await WorldAsync();
        Assert.Equal(new ReceivedFeed(0, 0, 1), await ReceiveAsync(world, rows, Anna, "never-right"));

        var item = Assert.Single(await world.Get<FeedQueries>().QuarantineAsync(Token));
        Assert.Equal(fault, item.Fault);
        Assert.Equal(QuarantineRefusal.CannotBeUsed, await DecideAsync(world, item.Id, QuarantineStep.Propose, Anna));
        Assert.Null(await DecideAsync(world, item.Id, QuarantineStep.Reject, Anna));
        Assert.Equal(0, await world.CountAsync("feed_quotes", Token));
    }

    [Fact]
    public async Task Receive_SameFileAgain_ChangesNothing()
    {
        await using var world = await WorldAsync();
        const string Rows = "XAU,2026-03-09,,5000,USD/ozt\nXAU,2026-03-10,,5100,USD/ozt\nCU,2026-03-10,,9000,USD/t";

        Assert.Equal(new ReceivedFeed(3, 0, 0), await ReceiveAsync(world, Rows, Anna, "first-time"));
        Assert.Equal(new ReceivedFeed(3, 0, 0), await ReceiveAsync(world, Rows, Anna, "first-time")); // Same key.
        Assert.Equal(new ReceivedFeed(0, 3, 0), await ReceiveAsync(world, Rows, Anna, "second-time"));

        var newest = await world.Get<FeedQueries>().NewestAsync(Token);
        Assert.Equal([("XAU", 5_100d), ("CU", 9_000d)], newest.Select(quote => (quote.Series, quote.Value)));
        Assert.Equal(3, await world.CountAsync("feed_quotes", Token));
    }

    [Theory]
    [InlineData("", FeedImportRefusal.Unreadable)]
    [InlineData("XAU,10 March,,5000,USD/ozt", FeedImportRefusal.Unreadable)]
    [InlineData("GOLD,2026-03-10,,5000,USD/ozt", FeedImportRefusal.Unreadable)]
    [InlineData("JGB,2026-03-10,,1.0,percent", FeedImportRefusal.Unreadable)]
    [InlineData("XAU,2026-03-10,,5000", FeedImportRefusal.Unreadable)]
    public async Task Receive_NotOfTheForm_TakesNothing(string rows, FeedImportRefusal refusal)
    {
        await using var world = await WorldAsync();
        var outcome = await world.Get<ReceiveFeed>().ExecuteAsync(
            new(File("CU,2026-03-10,,9000,USD/t\n" + rows), "test"), "not-of-the-form", Anna, Now, Token);

        if (rows.Length == 0) Assert.Null(outcome.AsRefusal);
        else Assert.True(outcome.AsRefusal?.Is(refusal), outcome.AsRefusal?.Code);
        Assert.Equal(rows.Length == 0 ? 1 : 0, await world.CountAsync("feed_quotes", Token));
    }

    [Fact]
    public async Task Report_OnPaper_NamesBothHashesAndEverySeriesAndPointsAtItsOwnObjects()
    {
        await using var world = await WorldAsync();
        await world.Get<PriceSeries>().RunAsync(Now, Token);

        var report = (await world.Get<PricingReport>().MakeAsync(Token))!;

        var pdf = (await world.Get<PricingReport>().MakePdfAsync(isJapanese: false, Token))!;
        var text = Encoding.ASCII.GetString(pdf);
        Assert.StartsWith("%PDF-1.4\n", text, StringComparison.Ordinal);
        Assert.Contains($"(SHA-256 of the inputs: {report.Run.InputsHash}) Tj", text, StringComparison.Ordinal);
        Assert.Contains($"(SHA-256 of the CSV:    {report.Sha256}) Tj", text, StringComparison.Ordinal);
        Assert.Contains($"({await IsinAsync(world)} ", text, StringComparison.Ordinal);
        // The table of objects says where each begins, and the end says where the table begins.
        var table = text.IndexOf("xref\n", StringComparison.Ordinal);
        Assert.EndsWith($"startxref\n{table}\n%%EOF\n", text, StringComparison.Ordinal);
        var starts = text[table..].Split('\n').Where(line => line.EndsWith(" n ", StringComparison.Ordinal)).ToList();
        Assert.Equal(8, starts.Count); // Catalogue, pages, four of two fonts, one page and its content.
        for (var i = 0; i < starts.Count; i++)
            Assert.StartsWith(
                $"{i + 1} 0 obj\n", text[int.Parse(starts[i][..10], null)..], StringComparison.Ordinal);
        Assert.Equal(pdf, await world.Get<PricingReport>().MakePdfAsync(isJapanese: false, Token));
        var japanese = Encoding.ASCII.GetString(
            (await world.Get<PricingReport>().MakePdfAsync(isJapanese: true, Token))!);
        var title = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("モデル価格とリスクの報告書"));
        Assert.Contains(title, japanese, StringComparison.Ordinal);
        Assert.Contains($"({await IsinAsync(world)} ", japanese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_ByACitizenOrWithoutSource_IsRefused()
    {
        await using var world = await WorldAsync();
        var receive = world.Get<ReceiveFeed>();
        var file = File("XAU,2026-03-10,,5000,USD/ozt");

        var citizen = Person(PortalRole.Citizen);
        var byCitizen = await receive.ExecuteAsync(new(file, "x"), "by-a-citizen", citizen, Now, Token);
        var unsourced = await receive.ExecuteAsync(new(file, " "), "no-source-given", Anna, Now, Token);

        Assert.True(byCitizen.AsRefusal?.Is(FeedImportRefusal.NotAllowed));
        Assert.True(unsourced.AsRefusal?.Is(FeedImportRefusal.SourceMissing));
    }

    private static Actor Person(PortalRole role) => new(Guid.NewGuid(), new HashSet<PortalRole> { role }, null);

    private static string File(string rows) => "series,date,tenor_months,value,unit\n" + rows + "\n";

    private static async Task<ReceivedFeed> ReceiveAsync(PortalWorld world, string rows, Actor actor, string key) =>
        (await world.Get<ReceiveFeed>().ExecuteAsync(new(File(rows), "test"), key, actor, Now, Token)).ValueOrThrow;

    private static async Task<QuarantineRefusal?> DecideAsync(
        PortalWorld world, long id, QuarantineStep step, Actor actor)
    {
        var outcome = await world.Get<DecideQuarantine>().ExecuteAsync(
            new(id, step), Guid.NewGuid().ToString("N"), actor, Now, Token);
        return outcome.AsRefusal is { } refused
            ? Enum.GetValues<QuarantineRefusal>().Single(refusal => refused.Is(refusal))
            : null;
    }

    private static async Task<string> IsinAsync(PortalWorld world)
    {
        await using var portal = await world.OpenAsync(Token);
        return (await portal.Issues.Select(row => row.Isin).SingleAsync(Token))!; // Announced issues have one.
    }

    /// <summary>One announced issue and a curve of 1.0 % and 1.2 %.</summary>
    private async Task<PortalWorld> WorldAsync()
    {
        var world = await PortalWorld.CreateAsync(databases, Token);
        await AnnouncedIssue.CreateAsync(world, 100, Token);
        await using var portal = await world.OpenAsync(Token);
        portal.CurvePoints.AddRange(
            new CurvePointRow { Curve = "JGB", QuotedOn = new(2026, 3, 9), TenorMonths = 12, YieldPercent = 1.0m },
            new CurvePointRow { Curve = "JGB", QuotedOn = new(2026, 3, 9), TenorMonths = 24, YieldPercent = 1.2m });
        await portal.SaveChangesAsync(Token);
        return world;
    }
}
