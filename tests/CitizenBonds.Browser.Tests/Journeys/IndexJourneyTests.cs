using System.Globalization;
using System.Text;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Verifier;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace CitizenBonds.Browser.Tests.Journeys;

/// <summary>
/// An index-linked bond from the treasury's first click to the public page, and the demonstration's gold-linked bond
/// recomputed from its published file.
/// </summary>
[Collection(typeof(DemoPortalTests))]
public sealed class IndexJourneyTests(DemoPortal demo, ChromiumFixture chromium) : IClassFixture<DemoPortal>
{
    private const string Title = "Metals bond of the journey";
    private const string PicturesVariable = "CITIZENBONDS_PICTURES";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoPeopleIssue_AndAnybodySeesTheIndexAndRecomputesTheGoldLinkedBond()
    {
        await using var first = await Visitor.OpenAsync(chromium, demo);
        await using var second = await Visitor.OpenAsync(chromium, demo);
        var today = await TodayAsync();

        await first.SignInAsync("treasury");
        await ImportAsync(first, today);
        await ProposeAsync(first, today);
        await Expect(first.Answer).ToContainTextAsync("waits for a second person");
        await first.FollowAsync(Title);
        await first.PressAsync("Approve and announce");
        await Expect(first.Page.Locator("main [role=alert]")).ToBeVisibleAsync();

        await second.SignInAsync("treasury-approver");
        await second.GoAsync("/treasury/index-linked");
        await second.FollowAsync(Title);
        await second.PressAsync("Approve and announce");
        await Expect(second.Answer).ToContainTextAsync("terms are frozen");
        await second.FollowAsync(Title);
        await Expect(second.Heading).ToContainTextAsync(Title);
        await Expect(second.Page.Locator("main")).ToContainTextAsync("384,297"); // The published weight of copper.
        await PictureAsync(second, "index-new");

        await second.GoAsync("/bonds");
        await second.GoAsync($"/bonds/{await IsinAsync("Gold-linked perpetual bond 1")}/index");
        await Expect(second.Page.Locator("#coupons")).ToContainTextAsync("3,340"); // Gold of July 2025.
        await Expect(second.Page.Locator("#price")).ToContainTextAsync("Right to sell back");
        await PictureAsync(second, "index-gold");
        await second.Page.SetViewportSizeAsync(390, 844);
        await PictureAsync(second, "index-gold-phone");
        await RecomputeAsync();
    }

    private async Task RecomputeAsync()
    {
        using var http = new HttpClient();
        var isin = await IsinAsync("Gold-linked perpetual bond 1");
        var file = await http.GetByteArrayAsync(demo.Address($"/bonds/{isin}/index.json"), Cancellation);
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        using var output = new MemoryStream();

        Assert.Equal(0, VerifierHost.Run(["index-linked"], new MemoryStream(file), output, said));

        Assert.Contains("3 payments reckoned again", said.ToString(), StringComparison.Ordinal);
    }

    private static async Task ImportAsync(Visitor treasury, DateOnly today)
    {
        var text = new StringBuilder("series,date,tenor_months,value,unit\n");
        foreach (var (code, price) in (ReadOnlySpan<(string, int)>)
            [("ALU", 3_439), ("CU", 13_552), ("PB", 1_946), ("SN", 53_037), ("NI", 17_588), ("ZN", 3_539)])
            text.Append(CultureInfo.InvariantCulture, $"{code},{today:yyyy-MM-dd},,{price},USD/t\n");
        await treasury.GoAsync("/treasury/feeds");
        await treasury.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "metals.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text.ToString()),
        });
        await treasury.FillAsync("Source", "World Bank commodity price data");
        await treasury.PressAsync("Import");
        await Expect(treasury.Answer).ToBeVisibleAsync();
    }

    private static async Task ProposeAsync(Visitor treasury, DateOnly today)
    {
        var issued = BusinessCalendar.Japan.Adjust(today.AddDays(12), BusinessDayConvention.Following);
        await treasury.GoAsync("/treasury");
        await treasury.FollowAsync("Index-linked bonds");
        await treasury.FollowAsync("Propose an index-linked bond");
        await treasury.FillAsync("Name in Japanese", "旅の不足");
        await treasury.FillAsync("Name in English", "Deficit of the journey");
        await treasury.FillAsync("Fiscal year", today.Year.ToString(CultureInfo.InvariantCulture));
        await treasury.Page.Locator("#Amount").FillAsync("50,000,000");
        await treasury.Page.Locator("input[name=Basket][value=LiBMG]").CheckAsync();
        await treasury.Page.Locator("#TitleJa").FillAsync("旅の金属連動債");
        await treasury.Page.Locator("#TitleEn").FillAsync(Title);
        await treasury.Page.Locator("#Size").FillAsync("1,000");
        await treasury.Page.Locator("#Coupon").FillAsync("2.5");
        await treasury.Page.Locator("#SaleOpensOn").FillAsync(Text(today.AddDays(2)));
        await treasury.Page.Locator("#SaleClosesOn").FillAsync(Text(today.AddDays(6)));
        await treasury.Page.Locator("#IssueDate").FillAsync(Text(issued));
        await treasury.PressAsync("Propose");
    }

    private static async Task PictureAsync(Visitor visitor, string name)
    {
        if (Environment.GetEnvironmentVariable(PicturesVariable) is not { Length: > 0 } folder) return;
        await visitor.Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(folder, name + ".png"), FullPage = true,
        });
    }

    private Task<string> IsinAsync(string title) => AskAsync<string>(
        $"select isin from portal.issues where title_en = '{title}'");

    /// <summary>The demonstration's own day: another journey may have let years pass.</summary>
    private async Task<DateOnly> TodayAsync() => PortalTime.DayOf(await AskAsync<DateTime>(
        "select now() + offset_microseconds * interval '1 microsecond' from portal.clock"));

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(demo.Portal.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!; // Both questions have one answer.
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
