using System.Net;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Web.Tests.Citizen;

/// <summary>
/// The forms of the fair-price window: what is odd gets a sentence and writes nothing; a form sent twice deals once.
/// K = 375: out at 338 at least, in at 412 at most, the market at 370.
/// </summary>
public sealed class WindowFormTests(PortalDatabases databases) : IAsyncLifetime
{
    private static readonly (string Form, string Tokens, string Price, string Sentence)[] Odd =
    [
        ("withdraw", "", "370", "whole number"),
        ("withdraw", "ten", "370", "whole number"),
        ("withdraw", "-5", "370", "whole number"),
        ("withdraw", "1.5", "370", "whole number"),
        ("withdraw", "10", "<script>alert(1)</script>", "whole number"),
        ("withdraw", "0", "370", "from 1 to 1,000,000 tokens"),
        ("withdraw", "1000001", "370", "from 1 to 1,000,000 tokens"),
        ("withdraw", "10", "0", "A price of zero is no price"),
        ("withdraw", "10", "337", "at ¥338 at least"),
        ("withdraw", "10", "369", "now ¥370"),
        ("withdraw", "541", "370", "It pays for 540"), // 200,000 / 370 = 540.5
        ("deposit", "10", "413", "at ¥412 at most"),
        ("deposit", "10", "370", "fewer tokens"),
    ];

    private CitizenStage _stage = null!; // Opened before every test.
    private PortalWorld _world = null!; // As above.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stage = await CitizenStage.OpenAsync(databases);
        _world = PortalWorld.Over(_stage.Portal.ConnectionString);
        await WindowStage.OpenAsync(_world, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task Deal_OddAndSentTwice_SaysWhyAndDealsOnce()
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");
        var page = await browser.OpenAsync("/window");
        var before = await _stage.WrittenAsync();
        foreach (var (form, tokens, price, sentence) in Odd)
        {
            var answer = await browser.SubmitAsync(page, form, FieldsOf(form, tokens, price));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Contains(sentence, answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", answer.Document.Source.Text, StringComparison.Ordinal);
        }

        Assert.Equal(before, await _stage.WrittenAsync());
        var fields = FieldsOf("withdraw", "１０", "３７０"); // Full width, as Japanese keyboards type.
        var first = await browser.SubmitAsync(page, "withdraw", fields);
        var second = await browser.SubmitAsync(page, "withdraw", fields);
        Assert.EndsWith("/window?done=window-out", first.Location, StringComparison.Ordinal);
        Assert.Equal(first.Location, second.Location);
        await using var portal = await _stage.DatabaseAsync();
        Assert.Equal(10, await portal.WindowDeals.SumAsync(row => row.Tokens, Token));
        Assert.Contains("10 tokens", (await browser.OpenAsync("/window")).Text, StringComparison.Ordinal);
    }

    private static (string, string)[] FieldsOf(string form, string tokens, string price) => form == "withdraw"
        ? [("WithdrawTokens", tokens), ("WithdrawPrice", price)]
        : [("DepositTokens", tokens), ("DepositPrice", price)];
}
