using System.Net;
using CitizenBonds.Application.Identity;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Web.Identity;
using CitizenBonds.Web.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Web.Tests.Citizen;

/// <summary>
/// What people and their browsers send to a citizen's forms by mistake or on purpose. Each answer is a sentence, what
/// was typed stands in the form again, and nothing is written.
/// </summary>
public sealed class CitizenFormTests(PortalDatabases databases) : IAsyncLifetime
{
    private const string Script = "<script>alert(1)</script>";
    private const string Sql = "'; drop table portal.accounts; --";

    private static readonly string[] NoAmounts =
        ["", "   ", "-5", "1e9", "12.5", "1.234,56", "9999999999999999999999", "0x10", Sql, Script, "１２.５"];

    private CitizenStage _stage = null!; // Opened before every test.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await CitizenStage.OpenAsync(databases);

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("/start/fund", "fund", "Amount")]
    [InlineData("/money", "deposit", "DepositYen")]
    [InlineData("/money", "withdraw", "WithdrawYen")]
    [InlineData("/portfolio/net-assets", "net-assets", "NetAssets")]
    public async Task AmountForms_NoAmount_SaySoKeepItAndWriteNothing(string address, string form, string field)
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");
        var before = await _stage.WrittenAsync();
        foreach (var typed in NoAmounts)
        {
            var answer = await browser.SubmitAsync(address, form, (field, typed));

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Contains("whole number", answer.Text, StringComparison.Ordinal);
            AssertKept(answer, field, typed);
        }

        Assert.Equal(before, await _stage.WrittenAsync());
    }

    [Theory]
    [InlineData("/start/fund", "fund", "Amount", "0", "at least one yen")]
    [InlineData("/money", "deposit", "DepositYen", "1,000,000,000,001", "The most for one movement")]
    [InlineData("/money", "withdraw", "WithdrawYen", "200,001", "Your free cash is ¥200,000")]
    [InlineData("/money", "withdraw", "WithdrawYen", "9223372036854775807", "The most for one movement")]
    [InlineData("/portfolio/net-assets", "net-assets", "NetAssets", "1000000000001", "The most that can be declared")]
    public async Task AmountForms_ImpossibleAmount_NameTheLimitAndWriteNothing(
        string address, string form, string field, string typed, string sentence)
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");
        var before = await _stage.WrittenAsync();

        var answer = await browser.SubmitAsync(address, form, (field, typed));

        Assert.Contains(sentence, answer.Text, StringComparison.Ordinal);
        AssertKept(answer, field, typed);
        Assert.Equal(before, await _stage.WrittenAsync());
    }

    [Fact]
    public async Task Apply_NoAmount_SaysSoAndKeepsItAlsoOnTheNextVisit()
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");
        var before = await _stage.WrittenAsync();
        foreach (var typed in NoAmounts)
        {
            var answer = await browser.SubmitAsync(_stage.ApplyAddress, "amount", ("Amount", typed), ("Unit", "yen"));

            Assert.Contains("whole number", answer.Text, StringComparison.Ordinal);
            AssertKept(answer, "Amount", typed);
            AssertKept(await browser.OpenAsync(_stage.ApplyAddress), "Amount", typed); // The draft is in the database.
        }

        Assert.Equal(before, await _stage.WrittenAsync());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("16")] // 160,000 yen: over the limit of 150,000.
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    [InlineData("five")]
    [InlineData("")]
    public async Task Apply_TamperedQuantity_IsRefusedAndNothingIsHeld(string quantity)
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");
        var review = await ReviewAsync(browser);
        var before = await _stage.WrittenAsync();

        var answer = await browser.SubmitAsync(review, "confirm", ("Quantity", quantity));

        Assert.NotNull(answer.Document.QuerySelector("main [role=alert]"));
        Assert.Equal(before, await _stage.WrittenAsync());
        AssertKept(await browser.OpenAsync(_stage.ApplyAddress), "Amount", "50,000");
    }

    [Fact]
    public async Task Apply_ConfirmedTwice_HoldsOnceAndAnswersAlike()
    {
        var (browser, citizen) = await _stage.SignInReadyAsync("aoi@town.example");
        var review = await ReviewAsync(browser);

        var first = await browser.SubmitAsync(review, "confirm");
        var second = await browser.SubmitAsync(review, "confirm");

        Assert.Equal(first.Location, second.Location);
        Assert.Equal([(5L, 50_000L)], await ApplicationsAsync(citizen.InvestorId));
    }

    [Fact]
    public async Task Apply_WithoutTheLossSimulation_IsRefusedWithTheWayToIt()
    {
        var (browser, citizen) = await _stage.SignInReadyAsync("aoi@town.example", hasSeenLosses: false);
        await browser.OpenAsync(_stage.ApplyAddress);
        var early = await browser.SubmitAsync(_stage.ApplyAddress, "confirm", ("Quantity", "5"));
        Assert.Contains("Before the first order you see what you could lose", early.Text, StringComparison.Ordinal);
        Assert.Empty(await ApplicationsAsync(citizen.InvestorId));
        await browser.SubmitAsync(_stage.ApplyAddress, "amount", ("Amount", "50,000"), ("Unit", "yen"));
        var losses = await browser.OpenAsync(_stage.ApplyAddress + "?step=review");
        Assert.Contains("you sell right after market yields rise by 2 %", losses.Text, StringComparison.Ordinal);
        Assert.Null(losses.Document.QuerySelector("form:not([hidden]) [name=_handler][value=confirm]"));
        var seen = await browser.SubmitAsync(losses, "losses");
        Assert.Equal(HttpStatusCode.Redirect, seen.Status);
        var review = await browser.OpenAsync(_stage.ApplyAddress + "?step=review");

        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(review, "confirm")).Status);
        Assert.Equal([(5L, 50_000L)], await ApplicationsAsync(citizen.InvestorId));
    }

    [Fact]
    public async Task Withdraw_AnothersApplication_IsNotFoundAndStays()
    {
        var (owner, citizen) = await _stage.SignInReadyAsync("aoi@town.example");
        await owner.SubmitAsync(await ReviewAsync(owner), "confirm");
        var (stranger, _) = await _stage.SignInReadyAsync("ken@town.example");
        var before = await _stage.WrittenAsync();
        foreach (var isin in (string[])[_stage.Issue.Row.Isin!, "JP0000000000", Sql, Script, ""])
        {
            var answer = await stranger.SubmitAsync("/applications", "withdraw", ("Isin", isin));

            Assert.Contains("There is no application of yours", answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(before, await _stage.WrittenAsync());
        Assert.Equal([(5L, 50_000L)], await ApplicationsAsync(citizen.InvestorId));
    }

    [Fact]
    public async Task Forms_AnothersKey_AreOnesOwnCommand()
    {
        var (owner, _) = await _stage.SignInReadyAsync("aoi@town.example");
        var (stranger, _) = await _stage.SignInReadyAsync("ken@town.example");
        var key = Guid.NewGuid().ToString("N");

        var first = await owner.SubmitAsync("/money", "withdraw", ("WithdrawYen", "10,000"), ("Key", key));
        var second = await stranger.SubmitAsync("/money", "withdraw", ("WithdrawYen", "20,000"), ("Key", key));

        Assert.Equal(HttpStatusCode.Redirect, first.Status);
        Assert.Equal(HttpStatusCode.Redirect, second.Status);
        await using var portal = await _stage.DatabaseAsync();
        Assert.Equal(
            [10_000, 20_000],
            await portal.BankMovements.Where(row => row.Direction == Domain.Ledger.BankDirection.Out)
                .Select(row => row.AmountYen).Order().ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Sql)]
    [InlineData("form-00000000000000000000000000000000-00000000000000000000000000000000")]
    public async Task Forms_TamperedKey_AreTakenOnceAsNew(string key)
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");

        var answer = await browser.SubmitAsync("/money", "deposit", ("DepositYen", "10,000"), ("Key", key));

        Assert.EndsWith("done=deposit-announced", answer.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_SameKeyOtherAmount_AreRefusedInWords()
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");
        var page = await browser.OpenAsync("/money");
        await browser.SubmitAsync(page, "deposit", ("DepositYen", "10,000"));
        var before = await _stage.WrittenAsync();

        var answer = await browser.SubmitAsync(page, "deposit", ("DepositYen", "99,000"));

        Assert.NotNull(answer.Document.QuerySelector("main [role=alert]"));
        Assert.DoesNotContain("[Command", answer.Text, StringComparison.Ordinal); // A sentence, not a code.
        Assert.Equal(before, await _stage.WrittenAsync());
    }

    [Fact]
    public async Task Forms_SessionEnded_LeadToSignInWriteNothingAndKeepTheDraft()
    {
        var (browser, citizen) = await _stage.SignInReadyAsync("aoi@town.example");
        var review = await ReviewAsync(browser);
        await using (var scope = _stage.Portal.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<UserSessions>().EndAllAsync(
                citizen.UserId, except: null, Cancellation);
        }

        var before = await _stage.WrittenAsync();

        var answer = await browser.SubmitAsync(review, "confirm");

        Assert.Contains(AccountUrls.SignIn, answer.Location, StringComparison.Ordinal);
        Assert.Equal(before, await _stage.WrittenAsync());
        await browser.SignInAsync("aoi@town.example", PortalApp.Password);
        AssertKept(await browser.OpenAsync(_stage.ApplyAddress), "Amount", "50,000");
    }

    [Fact]
    public async Task Forms_WithoutTheirProtection_LeadToAPageThatSaysSo()
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");
        var before = await _stage.WrittenAsync();

        var answer = await browser.SubmitAsync(
            "/money", "withdraw", ("WithdrawYen", "10,000"), ("__RequestVerificationToken", "tampered"));

        Assert.Contains(AccountUrls.StaleForm, answer.Location, StringComparison.Ordinal);
        Assert.Equal(before, await _stage.WrittenAsync());
    }

    [Fact]
    public async Task Forms_NoLongerOnTheirPage_LeadToAPageThatSaysSo()
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");
        var page = await browser.OpenAsync("/money");
        var before = await _stage.WrittenAsync();

        var answer = await browser.SubmitAsync(page, "withdraw", ("_handler", "done-long-ago"));

        Assert.EndsWith("&gone=true", answer.Location, StringComparison.Ordinal);
        Assert.Contains(
            "has been done already", (await browser.OpenAsync(answer.Location ?? "")).Text, StringComparison.Ordinal);
        Assert.Equal(before, await _stage.WrittenAsync());
    }

    /// <remarks>No browser sends it, and the framework reads no form that holds it: the protection is not found.
    /// </remarks>
    [Fact]
    public async Task Forms_NulCharacter_LeadToAPageThatSaysSo()
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");
        var before = await _stage.WrittenAsync();

        var answer = await browser.SubmitAsync("/money", "deposit", ("DepositYen", "1\0"));

        Assert.Contains(AccountUrls.StaleForm, answer.Location, StringComparison.Ordinal);
        Assert.Equal(before, await _stage.WrittenAsync());
    }

    private async Task<FormClient.Answer> ReviewAsync(FormClient browser)
    {
        await browser.SubmitAsync(_stage.ApplyAddress, "amount", ("Amount", "50,000"), ("Unit", "yen"));
        return await browser.OpenAsync(_stage.ApplyAddress + "?step=review");
    }

    private async Task<List<(long Quantity, long Held)>> ApplicationsAsync(long investor)
    {
        await using var portal = await _stage.DatabaseAsync();
        return (await portal.Applications.Where(row => row.InvestorId == investor).ToListAsync(Cancellation))
            .ConvertAll(row => (row.Quantity, row.HeldYen));
    }

    private static void AssertKept(FormClient.Answer answer, string field, string typed)
    {
        var control = answer.Document.QuerySelector($"input:not([type=hidden])[name={field}]");
        var kept = control?.GetAttribute("value") ?? "";
        Assert.Equal(typed.Trim(), kept.Trim());
        Assert.DoesNotContain(
            answer.Document.QuerySelectorAll("script"),
            script => script.TextContent.Contains("alert(1)", StringComparison.Ordinal));
    }
}
