using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using CitizenBonds.Web.Identity;
using CitizenBonds.Web.Tests.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Web.Tests.Offerings;

/// <summary>Opens every address of the portal as everybody but the bidder, while an auction is sealed.</summary>
public sealed partial class SealedBidsTests(PortalDatabases databases) : IAsyncLifetime
{
    private const long PriceYen = 9_871;
    private const long Tokens = 137;
    private PortalApp _portal = null!; // Started before every test.
    private AnnouncedIssue _issue = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Isin => _issue.Row.Isin!; // Announced, so it has one.

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync(databases, Cancellation);
        var world = PortalWorld.Over(_portal.ConnectionString);
        var now = TimeProvider.System.GetUtcNow();
        _ = _portal.Services; // Starts the host, which makes the portal's secrets.
        _issue = await AnnouncedIssue.CreateAsync(
            world, 1_000, Cancellation, auctionReserveYen: 9_500,
            issueDay: DateOnly.FromDateTime(now.UtcDateTime).AddDays(10));
        var fund = await new Citizens(world).OpenReadyAsync(10_000_000, Cancellation, InvestorKind.Institution);
        _ = (await world.Get<PlaceBid>().ExecuteAsync(
            new(_issue.Row.Id, PriceYen, Tokens), Citizens.Key(), fund.UserId, now, Cancellation)).ValueOrThrow;
        await world.Get<SealBlock>().RunAsync(now, Cancellation);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    /// <summary>Each role has a portal of its own: together they would ask more often than one may.</summary>
    public static TheoryData<PortalRole> Roles => [.. Enum.GetValues<PortalRole>()];

    [Fact]
    public async Task EveryPublicAddress_BeforeTheSettlement_GivesNoBidAway()
    {
        using var browser = _portal.Browse();
        var opened = await LookAsync(browser, isForAnybody: true);
        Assert.Superset(
            new HashSet<string>
            {
                Urls.Bond(Isin), Urls.Ledger, Urls.Ledger + ".csv", "/data/ledger/1/transfers.ndjson",
            },
            opened);
    }

    [Theory, MemberData(nameof(Roles))]
    public async Task EveryAddress_SignedInAsAnybodyElse_GivesNoBidAway(PortalRole role)
    {
        using var browser = _portal.Browse();
        await SignInAsync(browser, role);
        Assert.NotEmpty(await LookAsync(browser, isForAnybody: false));
    }

    [Fact]
    public async Task BondPageAndFile_AfterTheSettlement_TellEveryBid()
    {
        using var browser = _portal.Browse();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(Urls.AuctionFile(Isin))).Status);

        var settled = await PortalWorld.Over(_portal.ConnectionString).Get<SettleSale>().ExecuteAsync(
            _issue.Row.Id, _issue.SettlesAt, Cancellation);

        Assert.Equal(Tokens, settled.ValueOrThrow.AllottedTokens);
        foreach (var address in new[] { Urls.Bond(Isin), Urls.AuctionFile(Isin) })
            Assert.Matches(Bid(), (await browser.OpenAsync(address)).Document.DocumentElement.TextContent);
    }

    /// <returns>The addresses that answered.</returns>
    private async Task<HashSet<string>> LookAsync(FormClient browser, bool isForAnybody)
    {
        var opened = new HashSet<string>();
        foreach (var address in Addresses(isForAnybody))
        {
            var answer = await browser.OpenAsync(address);
            if (address != AccountUrls.TooManyForms) Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.Status);
            Assert.DoesNotMatch(Bid(), answer.Document.DocumentElement.TextContent);
            if (answer.Status == HttpStatusCode.OK) opened.Add(address);
        }

        return opened;
    }

    /// <summary>Every address that can be asked for, with what exists in the place of its parameters.</summary>
    /// <param name="isForAnybody">Those that know nobody, and are the same for everyone; else all others.</param>
    private IEnumerable<string> Addresses(bool isForAnybody) => _portal.Services
        .GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>() is not { } methods
            || methods.HttpMethods.Contains("GET"))
        .Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null == isForAnybody)
        .Select(route => route.RoutePattern.RawText ?? "")
        .Where(pattern => !pattern.Contains("_blazor", StringComparison.Ordinal) && !pattern.Contains('*'))
        .Select(pattern => Parameter().Replace(
            pattern.StartsWith('/') ? pattern : "/" + pattern, match => ValueOf(match.Groups[1].Value)))
        .Distinct();

    private string ValueOf(string parameter) => parameter switch
    {
        "isin" or "Isin" => Isin,
        "code" or "Code" => "X00001",
        "id" or "Id" => _issue.Row.Id.ToString(CultureInfo.InvariantCulture),
        _ => "1",
    };

    private async Task SignInAsync(FormClient browser, PortalRole role)
    {
        var email = $"{role}@town.example";
        await _portal.AddPersonAsync(email, role, Cancellation, _issue.Row.IssuerId);
        await browser.SignInAsync(email, PortalApp.Password);
    }

    /// <summary>Price, quantity or cost (1,352,327 yen) of the bid, as people or programs write them.</summary>
    [GeneratedRegex(@"(?<![\w.])(9,?871|137|1,?352,?327)(?![\w.])")]
    private static partial Regex Bid();

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
