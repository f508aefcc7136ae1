using System.Net;
using CitizenBonds.Application.Banking;
using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Web.Identity;
using CitizenBonds.Web.Pages.Operator.Parts;
using CitizenBonds.Web.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Web.Tests.Operator;

public sealed class ConsoleTests(PortalDatabases databases) : IAsyncLifetime
{
    private const long AboveLimitYen = 20_000_000; // Two persons are needed above 10,000,000.

    private PortalApp _portal = null!; // Started before every test.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await PortalApp.StartAsync(databases, Cancellation);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(PortalRole.Citizen, "/portfolio")]
    [InlineData(PortalRole.Operator, "/console")]
    [InlineData(PortalRole.Auditor, "/console")]
    [InlineData(PortalRole.CentralBank, "/central-bank")]
    [InlineData(PortalRole.RateSteward, "/steward")]
    public async Task MyPage_EachRole_LeadsToAPageThatOpens(PortalRole role, string expected)
    {
        using var browser = await SignInAsync("person@town.example", role);

        var answer = await browser.OpenAsync(AccountUrls.MyPage);

        Assert.Equal(expected, answer.Location);
        foreach (var (address, _) in RoleLinks.Of(role).DefaultIfEmpty((AccountUrls.Home, "")))
            Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(address)).Status);
    }

    [Theory]
    [InlineData(ConsoleUrls.Home, HttpStatusCode.OK)]
    [InlineData(ConsoleUrls.Audit, HttpStatusCode.OK)]
    [InlineData(ConsoleUrls.Commands, HttpStatusCode.OK)]
    [InlineData(ConsoleUrls.Events, HttpStatusCode.OK)]
    [InlineData(ConsoleUrls.Money, HttpStatusCode.Redirect)]
    [InlineData(ConsoleUrls.Identity, HttpStatusCode.Redirect)]
    [InlineData(ConsoleUrls.Calendar, HttpStatusCode.Redirect)]
    public async Task Console_Auditor_ReadsAndDecidesNothing(string address, HttpStatusCode expected)
    {
        using var browser = await SignInAsync("auditor@town.example", PortalRole.Auditor);

        Assert.Equal(expected, (await browser.OpenAsync(address)).Status);
    }

    [Fact]
    public async Task Calendar_OutsideTheDemonstration_IsNotThere()
    {
        using var browser = await SignInAsync("operator@town.example", PortalRole.Operator);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(ConsoleUrls.Calendar)).Status);
    }

    [Fact]
    public async Task AuditNow_EmptyLedger_SaysThatTheBooksAreRight()
    {
        using var browser = await SignInAsync("operator@town.example", PortalRole.Operator);

        var answer = await browser.SubmitAsync(ConsoleUrls.Home, "audit");

        var console = await browser.OpenAsync(answer.Location!);
        Assert.Contains("The books are right", console.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deposit_AboveTheLimit_IsBookedByTheSecondPersonOnly()
    {
        var (issuerId, movementId) = await AnnounceIssuersDepositAsync();
        using var first = await SignInAsync("first@town.example", PortalRole.Operator);
        using var second = await SignInAsync("second@town.example", PortalRole.Operator);
        var address = ConsoleUrls.Movement(movementId);
        var openedBefore = await first.OpenAsync(address);

        var booked = await first.SubmitAsync(
            openedBefore, "book", ("Arrived", "20,000,000"), ("BankReference", "2026-11-21/7"));

        Assert.EndsWith("/console/money?done=first-approved", booked.Location, StringComparison.Ordinal);
        Assert.Equal(0, await IssuerCashAsync(issuerId));
        var again = await first.OpenAsync(address);
        Assert.Contains("Somebody else has to give the second approval", again.Text, StringComparison.Ordinal);
        Assert.Null(again.Document.QuerySelector("form:not([hidden]) [name=_handler][value=approve]"));

        var openedAgain = await second.OpenAsync(address);
        var approved = await second.SubmitAsync(openedAgain, "approve");

        Assert.EndsWith("/console/money?done=booked", approved.Location, StringComparison.Ordinal);
        Assert.Equal(approved.Location, (await second.SubmitAsync(openedAgain, "approve")).Location); // Pressed twice.
        Assert.Equal(AboveLimitYen, await IssuerCashAsync(issuerId));
    }

    [Fact]
    public async Task Deposit_UnreadableAmount_KeepsWhatWasTyped()
    {
        var (_, movementId) = await AnnounceIssuersDepositAsync();
        using var browser = await SignInAsync("first@town.example", PortalRole.Operator);

        var answer = await browser.SubmitAsync(
            ConsoleUrls.Movement(movementId), "book", ("Arrived", "twenty"), ("BankReference", "line 7"));

        Assert.Equal("twenty", answer.Document.QuerySelector("[name=Arrived]")?.GetAttribute("value"));
        Assert.Equal("line 7", answer.Document.QuerySelector("[name=BankReference]")?.GetAttribute("value"));
        Assert.Contains("whole yen", answer.Text, StringComparison.Ordinal);
    }

    private async Task<FormClient> SignInAsync(string email, PortalRole role)
    {
        await _portal.AddPersonAsync(email, role, Cancellation);
        var browser = _portal.Browse();
        await browser.SignInAsync(email, PortalApp.Password);
        return browser;
    }

    private async Task<(long IssuerId, long MovementId)> AnnounceIssuersDepositAsync()
    {
        var clerk = await _portal.AddPersonAsync("clerk@town.example", PortalRole.Treasury, Cancellation);
        await using var portal = await PortalAsync();
        var issuer = new IssuerRow
        {
            Code = "X00009", Kind = IssuerKind.Municipality, NameJa = "青波市", NameEn = "Aonami", IsInvented = true,
        };
        portal.Issuers.Add(issuer);
        await portal.SaveChangesAsync(Cancellation);
        var outcome = await _portal.Services.GetRequiredService<RequestDeposit>().ExecuteAsync(
            new(AboveLimitYen, issuer.Id), "deposit-of-the-town", clerk, TimeProvider.System.GetUtcNow(), Cancellation);
        return (issuer.Id, outcome.ValueOrThrow.MovementId);
    }

    private async Task<long> IssuerCashAsync(long issuerId)
    {
        await using var portal = await PortalAsync();
        return await portal.Accounts
            .Where(row => row.Kind == AccountKind.IssuerCash && row.OwnerId == issuerId)
            .SumAsync(row => row.Credits - row.Debits, Cancellation);
    }

    private Task<PortalContext> PortalAsync() =>
        _portal.Services.GetRequiredService<IDbContextFactory<PortalContext>>().CreateDbContextAsync(Cancellation);
}
