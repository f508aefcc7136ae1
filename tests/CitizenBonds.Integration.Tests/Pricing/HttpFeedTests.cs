using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Pricing;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Pricing;
using CitizenBonds.Domain.Pricing.Feeds;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Web;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Pricing;

/// <summary>Feeds over real HTTP: what is right prices, what is wrong is held back and told of, once.</summary>
public sealed class HttpFeedTests(PortalDatabases databases)
{
    private const string People = """
        insert into identity.users (id, email, email_confirmed, phone_number_confirmed, two_factor_enabled,
            lockout_enabled, access_failed_count, display_name, language, created_at)
        values ('00000000-0000-0000-0000-0000000000a1', 'treasury@town.example', true, false, false, false, 0, 'T',
                'en', now()),
            ('00000000-0000-0000-0000-0000000000a2', 'operator@town.example', true, false, false, false, 0, 'O',
                'ja', now()),
            ('00000000-0000-0000-0000-0000000000a3', 'auditor@town.example', true, false, false, false, 0, 'A',
                'en', now());
        insert into identity.memberships (user_id, role) values
            ('00000000-0000-0000-0000-0000000000a1', 'Treasury'),
            ('00000000-0000-0000-0000-0000000000a2', 'Operator'), ('00000000-0000-0000-0000-0000000000a3', 'Auditor')
        """;

    private static readonly DateTimeOffset Now = PortalTime.OpeningOf(new DateOnly(2026, 3, 10));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_IndexAndCurve_CountAndPriceWithinTheSameLook()
    {
        await using var world = await WorldAsync();
        await using var server = new LocalHttp();
        using var gold = Fetch(world, Gold(server));
        server.Body = Quote("2026-03-10", "5100.5");
        Assert.Equal(1, await gold.RunAsync(Now, Token));
        Assert.Equal(0, await gold.RunAsync(Now.AddSeconds(59), Token)); // Asked once a minute.
        Assert.Equal(1, await gold.RunAsync(Now.AddSeconds(60), Token)); // The same again changes nothing.
        var quote = Assert.Single(await world.Get<FeedQueries>().NewestAsync(Token));
        Assert.Equal(("XAU", 5_100.5), (quote.Series, quote.Value));

        await world.Get<PriceSeries>().RunAsync(Now, Token);
        using var curve = Fetch(world, Gold(server) with
        {
            Name = "curve", Series = "JGB", Rows = "data.points", Day = "/data.asOf", Value = "yield",
            Unit = "=percent", Tenor = "months",
        });
        server.Body = """
            {"data":{"asOf":"2026-03-10T15:00:00Z","points":[{"months":24,"yield":1.4},{"months":12,"yield":"1.2"}]}}
            """;
        Assert.Equal(1, await curve.RunAsync(Now, Token));
        Assert.Equal(1, await world.Get<PriceSeries>().RunAsync(Now, Token));
        Assert.Equal(0, await world.CountAsync("feed_quarantine", Token));
        Assert.All(await world.Get<FeedQueries>().SourcesAsync(Token), line => Assert.Null(line.Failure));
    }

    /// <summary>5,000 was held for 9 March; gold may move by a quarter, and forty days may be missing.</summary>
    [Theory]
    [InlineData("""{"quotes":[{"date":"2026-03-10","value":5100,"unit":"USD/g"}]}""", FeedFault.WrongUnit)]
    [InlineData("""{"quotes":[{"date":"2026-03-10","value":-5100,"unit":"USD/ozt"}]}""", FeedFault.NotPositive)]
    [InlineData("""{"quotes":[{"date":"2026-03-10","value":0,"unit":"USD/ozt"}]}""", FeedFault.NotPositive)]
    [InlineData("""{"quotes":[{"date":"2026-03-10","value":6251,"unit":"USD/ozt"}]}""", FeedFault.Spike)]
    [InlineData("""{"quotes":[{"date":"2026-03-08","value":5000,"unit":"USD/ozt"}]}""", FeedFault.Stale)]
    [InlineData("""{"quotes":[{"date":"2026-03-11","value":5000,"unit":"USD/ozt"}]}""", FeedFault.InTheFuture)]
    [InlineData("""{"quotes":[{"date":"2026-03-09","value":5500,"unit":"USD/ozt"}]}""", FeedFault.Rebased)]
    public async Task Fetch_BadData_IsHeldBackOnceAndToldToTreasuryAndOperator(string body, FeedFault fault)
    {
        await using var world = await WorldAsync();
        await HoldAsync(world, new DateOnly(2026, 3, 9), 5_000);
        await using var server = new LocalHttp { Body = body };
        using var gold = Fetch(world, Gold(server));

        for (var look = 0; look < 3; look++) await gold.RunAsync(Now.AddMinutes(look), Token);

        var item = Assert.Single(await world.Get<FeedQueries>().QuarantineAsync(Token));
        Assert.Equal(fault, item.Fault);
        Assert.Equal(5_000, Assert.Single(await world.Get<FeedQueries>().NewestAsync(Token)).Value);
        Assert.Equal(
            ["operator@town.example データを保留しました", "treasury@town.example Feed data is being held back"],
            await LettersAsync(world));
    }

    [Fact]
    public async Task Fetch_AfterAGapOrOnANewBase_HoldsEverythingOfTheDeliveryBack()
    {
        await using var world = await WorldAsync();
        await HoldAsync(world, new DateOnly(2026, 1, 28), 5_000);
        await using var server = new LocalHttp { Body = Quote("2026-03-10", "5000") }; // 41 days later.
        using var gold = Fetch(world, Gold(server));
        await gold.RunAsync(Now, Token);
        // The base moved by a tenth: the new day alone would look plausible.
        server.Body = """
            {"quotes":[{"date":"2026-01-28","value":5500,"unit":"USD/ozt"},
                {"date":"2026-02-10","value":5600,"unit":"USD/ozt"}]}
            """;
        await gold.RunAsync(Now.AddMinutes(1), Token);

        var held = await world.Get<FeedQueries>().QuarantineAsync(Token);
        Assert.Equal([FeedFault.Rebased, FeedFault.Rebased, FeedFault.Gap], held.Select(item => item.Fault));
        Assert.Equal(1, await world.CountAsync("feed_quotes", Token));
    }

    [Fact]
    public async Task Fetch_FeedFailsOrStops_RaisesOneAlarmAndRecovers()
    {
        await using var world = await WorldAsync();
        await using var server = new LocalHttp { Status = 500 };
        using var gold = Fetch(world, Gold(server));
        await gold.RunAsync(Now, Token);
        Assert.Equal(FeedFailure.Refused, await FailureAsync(world));
        (server.Status, server.Body) = (200, "<html>sorry</html>");
        await gold.RunAsync(Now.AddMinutes(1), Token);
        Assert.Equal(FeedFailure.Unreadable, await FailureAsync(world));
        Assert.Empty(await LettersAsync(world));
        server.Body = """{"quotes":[]}""";
        await gold.RunAsync(Now.AddMinutes(2), Token);
        await gold.RunAsync(Now.AddMinutes(3), Token);
        Assert.Equal(2, (await LettersAsync(world)).Count); // One to each, at the third failure.

        server.Body = Quote("2026-03-10", "5000");
        await gold.RunAsync(Now.AddMinutes(4), Token);
        Assert.Null(await FailureAsync(world));
        await gold.RunAsync(Now.AddDays(7), Token);
        Assert.Null(await FailureAsync(world));
        await gold.RunAsync(Now.AddDays(8), Token); // The same day still, eight days later.
        Assert.Equal(FeedFailure.Stopped, await FailureAsync(world));
        server.Body = new string(' ', HttpFeedBytes + 1);
        await gold.RunAsync(Now.AddDays(9), Token);
        Assert.Equal(FeedFailure.TooLarge, await FailureAsync(world));
        await server.DisposeAsync();
        await gold.RunAsync(Now.AddDays(10), Token);
        Assert.Equal(FeedFailure.Unreachable, await FailureAsync(world));
        Assert.Equal(4, (await LettersAsync(world)).Count);
        Assert.Equal(1, await world.CountAsync("feed_quotes", Token));
    }

    [Fact]
    public void Checked_WrongConfiguration_NamesTheFeed()
    {
        var feed = new HttpFeed { Name = "gold", Series = "XAU", Address = new Uri("https://example.org/gold") };
        Assert.Single(HttpFeed.Checked([feed]));
        foreach (var wrong in (HttpFeed[])[
            feed with { Series = "GOLD" }, feed with { Address = new Uri("file:///etc/passwd") },
            feed with { EverySeconds = 0 }])
        {
            var refused = Assert.Throws<InvalidOperationException>(() => HttpFeed.Checked([wrong]));
            Assert.Contains("gold", refused.Message, StringComparison.Ordinal);
        }
    }

    private const int HttpFeedBytes = 1_000_000;

    private static FetchFeeds Fetch(PortalWorld world, HttpFeed feed) => new(
        [feed], world.Get<IDbContextFactory<PortalContext>>(), world.Get<CommandRunner>(), TimeProvider.System);

    private static HttpFeed Gold(LocalHttp server) => new()
    {
        Name = "gold", Series = "XAU", Address = server.Address, Rows = "quotes", EverySeconds = 60,
    };

    private static string Quote(string day, string value) =>
        $$"""{"quotes":[{"date":"{{day}}","value":{{value}},"unit":"USD/ozt"}]}""";

    private static async Task<FeedFailure?> FailureAsync(PortalWorld world) =>
        Assert.Single(await world.Get<FeedQueries>().SourcesAsync(Token)).Failure;

    private static async Task HoldAsync(PortalWorld world, DateOnly day, double value)
    {
        await using var portal = await world.OpenAsync(Token);
        portal.FeedQuotes.Add(new FeedQuoteRow
        {
            Series = "XAU", QuotedOn = day, Value = value, Source = "test", RecordedAt = Now,
        });
        await portal.SaveChangesAsync(Token);
    }

    private static async Task<List<string>> LettersAsync(PortalWorld world)
    {
        await using var portal = await world.OpenAsync(Token);
        return await portal.Database.SqlQuery<string>(
            $"select to_address || ' ' || subject as \"Value\" from messages.emails order by 1").ToListAsync(Token);
    }

    private async Task<PortalWorld> WorldAsync()
    {
        var world = await PortalWorld.CreateAsync(databases, Token);
        await AnnouncedIssue.CreateAsync(world, 100, Token);
        await using var portal = await world.OpenAsync(Token);
        portal.CurvePoints.AddRange(
            new CurvePointRow { Curve = "JGB", QuotedOn = new(2026, 3, 9), TenorMonths = 12, YieldPercent = 1.0m },
            new CurvePointRow { Curve = "JGB", QuotedOn = new(2026, 3, 9), TenorMonths = 24, YieldPercent = 1.2m });
        await portal.SaveChangesAsync(Token);
        await using var connection = new NpgsqlConnection(world.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(People, connection);
        await command.ExecuteNonQueryAsync(Token);
        return world;
    }
}
