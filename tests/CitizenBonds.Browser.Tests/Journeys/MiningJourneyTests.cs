using System.Globalization;
using System.Text;
using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Calendars;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace CitizenBonds.Browser.Tests.Journeys;

/// <summary>A mining bond from the treasury's first click to the public page, with real key blocks.</summary>
public sealed class MiningJourneyTests(DemoPortal demo, ChromiumFixture chromium) : IClassFixture<DemoPortal>
{
    private const string Title = "Mining bond of the journey";
    private const string LastKeyBlock = "830,255";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Treasury_IssuesASeries_AndAnybodySeesWhatRealKeyBlocksPaid()
    {
        await using var treasury = await Visitor.OpenAsync(chromium, demo);
        await using var manager = await Visitor.OpenAsync(chromium, demo);
        await using var citizen = await Visitor.OpenAsync(chromium, demo);

        await treasury.SignInAsync("treasury");
        await IssueAsync(treasury, await TodayAsync());
        await treasury.GoAsync("/mining");
        await treasury.FollowAsync(Title);
        await Expect(treasury.Heading).ToHaveTextAsync(Title);
        await Expect(treasury.Page.Locator("main")).ToContainTextAsync("On sale");

        await manager.SignInAsync("operator");
        await UploadAsync(manager, forged: true);
        await Expect(manager.Page.Locator("main [role=alert]")).ToContainTextAsync("has no proof of work");
        await UploadAsync(manager, forged: false);
        await Expect(manager.Answer).ToContainTextAsync("0 new, 2,018 known before");

        await citizen.SignInAsync("citizen");
        await citizen.GoAsync("/portfolio/mining");
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync("Earned exactly");
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync(LastKeyBlock);
        await citizen.GoAsync("/mining");
        await citizen.FollowAsync("Mining bond 1, 1 TH/s a token");
        await Expect(citizen.Page.Locator("#coupons")).ToContainTextAsync(LastKeyBlock);
        await citizen.Page.Locator("input[name=growth]").FillAsync("0");
        await citizen.PressAsync("Work it out");
        await Expect(citizen.Page.Locator("#outlook")).ToContainTextAsync("Shown for 0.0 %");
    }

    private static async Task IssueAsync(Visitor treasury, DateOnly today)
    {
        await treasury.GoAsync("/treasury");
        await treasury.FollowAsync("PureMining bonds");
        await treasury.FillAsync("Name in English", Title);
        await treasury.FillAsync("Name in Japanese", "旅の採掘債");
        await treasury.FillAsync("Tokens", "100");
        await treasury.FillAsync("Price of a token", "2,500");
        await treasury.FillAsync("Sale opens on", Text(today.AddDays(2)));
        await treasury.FillAsync("Sale closes on", Text(today.AddDays(5)));
        await treasury.FillAsync(
            "Issue date",
            Text(BusinessCalendar.Japan.Adjust(today.AddDays(10), BusinessDayConvention.Following)));
        await treasury.PressAsync("Announce the series");
        await Expect(treasury.Answer).ToContainTextAsync("The series is announced");
    }

    private static async Task UploadAsync(Visitor manager, bool forged)
    {
        var all = DemoHeaders.Read();
        var text = new StringBuilder("height,header_hex\n");
        for (var i = 0; i < all.Headers.Count; i++)
        {
            var bytes = all.Headers[i].ToBytes();
            if (forged && i == all.Headers.Count - 1) bytes[40] ^= 1;
            text.Append(CultureInfo.InvariantCulture, $"{all.FirstHeight + i},{Convert.ToHexStringLower(bytes)}\n");
        }

        await manager.GoAsync("/console/headers");
        await manager.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "headers.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text.ToString()),
        });
        await manager.PressAsync("Check and take in");
    }

    /// <summary>The demonstration's own day: another journey may have let years pass.</summary>
    private async Task<DateOnly> TodayAsync()
    {
        await using var connection = new NpgsqlConnection(demo.Portal.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "select now() + offset_microseconds * interval '1 microsecond' from portal.clock", connection);
        var now = (DateTime)(await command.ExecuteScalarAsync(Cancellation))!; // The clock has one row.
        return PortalTime.DayOf(now);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
