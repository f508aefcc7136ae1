using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Web.Pages.Operator.Parts;
using CitizenBonds.Web.Tests.Citizen;
using CitizenBonds.Web.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Web.Tests.Office;

/// <summary>The forms of the operator, the treasury and the officer, sent through the running host.</summary>
public sealed class OfficeFormTests(PortalDatabases databases) : IAsyncLifetime
{
    private CitizenStage _stage = null!; // Opened before every test: it is 12 February 2026.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await CitizenStage.OpenAsync(databases);

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task BankLine_WithoutAnOwner_IsBookedToSuspenseAndThenAssigned()
    {
        var (_, citizen) = await _stage.SignInReadyAsync("aoi@town.example"); // With 200,000 yen.
        using var browser = await SignInAsync("operator@town.example", PortalRole.Operator);
        var page = await browser.OpenAsync(ConsoleUrls.BankLines);
        (string, string)[] line = [("BankReference", "2026-02-12/7"), ("Amount", "50,000"), ("Message", "ﾀﾅｶ ｱｵｲ")];

        var booked = await browser.SubmitAsync(page, "line", line);
        var again = await browser.SubmitAsync(page, "line", line);

        Assert.EndsWith("/console/lines?done=in-suspense", booked.Location, StringComparison.Ordinal);
        Assert.Equal(booked.Location, again.Location);
        await using var portal = await _stage.DatabaseAsync();
        var address = ConsoleUrls.BankLine((await portal.BankLines.SingleAsync(Cancellation)).Id);
        var wrong = await browser.SubmitAsync(address, "assign", ("DepositCode", "CB-00000001-00"));
        Assert.Contains("Nobody with a checked identity", wrong.Text, StringComparison.Ordinal);
        var assigned = await browser.SubmitAsync(
            address, "assign", ("DepositCode", DepositCode.Of(citizen.InvestorId)));
        Assert.EndsWith("/console/lines?done=assigned", assigned.Location, StringComparison.Ordinal);
        Assert.Equal(
            250_000,
            await portal.Accounts
                .Where(row => row.Kind == AccountKind.Cash && row.OwnerId == citizen.InvestorId)
                .SumAsync(row => row.Credits - row.Debits, Cancellation));

        await browser.SubmitAsync(
            ConsoleUrls.BankLines, "line", ("BankReference", "2026-02-12/8"), ("Amount", "1,000"));
        var nobodys = ConsoleUrls.BankLine((await portal.BankLines.SingleAsync(
            row => row.BankReference == "2026-02-12/8", Cancellation)).Id);
        var returned = await browser.SubmitAsync(nobodys, "return", ("ReturnReference", "2026-02-13/1"));
        Assert.EndsWith("/console/lines?done=returned", returned.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_NextVersion_IsPublishedOnceAndAFaultNamesItsField()
    {
        using var browser = await SignInAsync("treasury@nation.example", PortalRole.Treasury);
        var page = await browser.OpenAsync(Urls.TreasuryPolicy);
        var figures = VisibleFields(page.Document);
        figures["EffectiveFrom"] = "2026-04-01";

        figures["OutstandingA"] = "a lot";
        var faulty = await browser.SubmitAsync(page, "policy", Pairs(figures));
        Assert.Contains("not a number", faulty.Text, StringComparison.Ordinal);
        Assert.Equal("a lot", faulty.Document.QuerySelector("[name=OutstandingA]")?.GetAttribute("value"));
        figures["OutstandingA"] = "90";
        var published = await browser.SubmitAsync(page, "policy", Pairs(figures));

        Assert.EndsWith("/treasury/policy?done=published", published.Location, StringComparison.Ordinal);
        await using var portal = await _stage.DatabaseAsync();
        Assert.Equal([1, 2], await portal.CreditPolicies.Select(row => row.Version).Order().ToListAsync(Cancellation));
        var stale = await browser.SubmitAsync(faulty, "policy", Pairs(figures)); // Drawn from the version before.
        Assert.Equal(HttpStatusCode.OK, stale.Status);
        Assert.NotNull(stale.Document.QuerySelector("main [role=alert]"));
    }

    [Fact]
    public async Task Proceeds_Reported_AreAPublicPageAndAWrongReportFilesNothing()
    {
        await _stage.Issue.AddApplicationAsync(50, Cancellation);
        _ = (await _stage.Get<SettleSale>().ExecuteAsync(
            _stage.Issue.Row.Id, _stage.Issue.SettlesAt, Cancellation)).ValueOrThrow;
        using var browser = await SignInAsync(
            "officer@town.example", PortalRole.IssuerOfficer, _stage.Issue.Row.IssuerId);
        var address = Urls.OfficerProceeds(_stage.Issue.Row.Id);

        var wrong = await browser.SubmitAsync(
            address, "proceeds", ("Number", "1"), ("Spent", "500,001"), ("SpentOn", "The roofs of two schools"));
        Assert.Contains("More than the proceeds of ¥500,000", wrong.Text, StringComparison.Ordinal);
        Assert.Equal("500,001", wrong.Document.QuerySelector("[name=Spent]")?.GetAttribute("value"));
        var filed = await browser.SubmitAsync(
            address, "proceeds", ("Number", "1"), ("Spent", "500,000"), ("SpentOn", "<b>Roofs</b>"));

        Assert.EndsWith("?done=reported", filed.Location, StringComparison.Ordinal);
        await using var portal = await _stage.DatabaseAsync();
        var filing = await portal.Filings.SingleAsync(
            row => row.Kind == Domain.Disclosure.FilingKind.ProceedsSpentReport, Cancellation);
        var shown = await browser.OpenAsync(Urls.FilingPage(filing.Id));
        Assert.Contains("Spent since the settlement", shown.Text, StringComparison.Ordinal);
        Assert.Contains("<b>Roofs</b>", shown.Text, StringComparison.Ordinal); // As text, not as markup.
        var register = await browser.OpenAsync(Urls.Disclosure);
        Assert.Contains("Nothing is late", register.Text, StringComparison.Ordinal);
        var missing = await browser.OpenAsync(Urls.FilingPage(filing.Id + 1_000));
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
    }

    [Fact]
    public async Task Notice_OfAnEvent_IsPublicAndItsCorrectionAFurtherVersion()
    {
        using var browser = await SignInAsync(
            "events@town.example", PortalRole.IssuerOfficer, _stage.Issue.Row.IssuerId);

        var wrong = await browser.SubmitAsync(
            Urls.OfficerNotices, "notice", ("Kind", "Merger"), ("HappenedOn", "2999-01-01"), ("What", "<i>Merged</i>"));
        Assert.NotNull(wrong.Document.QuerySelector("main [role=alert]"));
        Assert.Equal("<i>Merged</i>", wrong.Document.QuerySelector("[name=What]")?.TextContent.Trim());
        var filed = await browser.SubmitAsync(
            wrong, "notice", ("Kind", "Merger"), ("HappenedOn", "2026-01-05"), ("What", "<i>Merged</i>"));

        Assert.EndsWith("?done=filed", filed.Location, StringComparison.Ordinal);
        var desk = await browser.OpenAsync(Urls.OfficerNotices);
        var correct = desk.Document.QuerySelector("a[href*='corrects=']")!.GetAttribute("href")!;
        var second = await browser.SubmitAsync(
            correct, "notice", ("HappenedOn", "2026-01-06"), ("What", "Merged with two others"));
        Assert.EndsWith("?done=filed", second.Location, StringComparison.Ordinal);
        await using var portal = await _stage.DatabaseAsync();
        var versions = await portal.Filings.Where(row => row.Kind == Domain.Disclosure.FilingKind.Merger)
            .OrderBy(row => row.Version).ToListAsync(Cancellation);
        Assert.Equal([1, 2], versions.Select(row => row.Version));
        var shown = await browser.OpenAsync(Urls.FilingPage(versions[0].Id));
        Assert.Contains("<i>Merged</i>", shown.Text, StringComparison.Ordinal); // As text, not as markup.
    }

    private async Task<FormClient> SignInAsync(string email, PortalRole role, long? issuerId = null)
    {
        await using (var scope = _stage.Portal.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ProvisionAccount>().RunAsync(
                new(Guid.NewGuid(), email, "Ken Sato", "en", PortalApp.Password, [role], issuerId), Cancellation);
        }

        var browser = _stage.Portal.Browse();
        await browser.SignInAsync(email, PortalApp.Password);
        return browser;
    }

    private static Dictionary<string, string> VisibleFields(IDocument document) =>
        document.QuerySelectorAll("form:has([name=_handler][value=policy]) input:not([type=hidden])")
            .Where(input => input.GetAttribute("type") != "checkbox" || input.HasAttribute("checked"))
            .ToDictionary(
                input => input.GetAttribute("name") ?? "", input => input.GetAttribute("value") ?? "");

    private static (string Name, string Value)[] Pairs(Dictionary<string, string> fields) =>
        [.. fields.Select(pair => (pair.Key, pair.Value.ToString(CultureInfo.InvariantCulture)))];
}
