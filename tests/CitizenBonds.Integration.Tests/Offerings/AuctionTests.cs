using System.Text.Json;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Offerings;

/// <summary>1,000 tokens, highest price 10,000 yen, bids below 9,500 void, a tenth for citizens.</summary>
public sealed class AuctionTests(PortalDatabases postgres) : IAsyncLifetime
{
    private const long EnoughYen = 10_000_000;
    private PortalWorld _world = null!; // Set by InitializeAsync before any test.
    private Citizens _citizens = null!;
    private AnnouncedIssue _issue = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset During => _issue.Row.SaleOpensAt.AddHours(1);

    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _citizens = new Citizens(_world);
        _issue = await AnnouncedIssue.CreateAsync(_world, 1_000, Token, auctionReserveYen: 9_500);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Settle_RetailFirstThenBestPrices_EverybodyPaysTheStopOutPrice()
    {
        var citizen = await ApplyAsync(10);
        var (first, second) = (await FundAsync(), await FundAsync());
        var third = await FundAsync();
        await BidAsync(first, 9_900, 300);
        await BidAsync(second, 9_800, 350);
        await BidAsync(third, 9_700, 350);

        var result = (await SettleAsync()).ValueOrThrow;

        // 10 to the citizen; 990 left: 300 at 9,900, 350 at 9,800, and 340 of the 350 at 9,700, the stop-out price.
        Assert.Equal(1_000, result.AllottedTokens);
        Assert.Equal(9_700_000, result.ProceedsYen);
        Assert.Equal<IEnumerable<long>>([10, 300, 350, 340], await TokensAsync(citizen, first, second, third));
        Assert.Equal(100_000 - 97_000, await CashAsync(citizen)); // 10 · 10,000 were held, 10 · 9,700 are paid.
        Assert.Equal(EnoughYen - (300 * 9_700), await CashAsync(first));
        Assert.Equal(EnoughYen - (340 * 9_700), await CashAsync(third));
        Assert.Equal(9_700_000, await _world.BalanceAsync(_issue.Purpose, Token));
        Assert.Equal(0, await _world.BalanceAsync(first.Hold, Token));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task PlaceBid_TheLedger_ShowsStepsAndNeitherPriceNorQuantity()
    {
        var fund = await FundAsync();

        var placed = await BidAsync(fund, 9_871, 137);

        // 137 · 9,871 = 1,352,327 yen: three steps of 50 tokens at 10,000 yen.
        Assert.Equal(1_500_000, await _world.BalanceAsync(fund.Hold, Token));
        Assert.Equal(EnoughYen - 1_500_000, await CashAsync(fund));
        await BidAsync(fund, 9_500, 10); // 1,447,327 yen together: nothing moves.
        Assert.Equal(1, await _world.CountAsync("transfers where reason = 3", Token));
        await WithdrawAsync(fund, placed.ValueOrThrow.BidId); // 95,000 yen are left: one step.
        Assert.Equal(500_000, await _world.BalanceAsync(fund.Hold, Token));
        Assert.Equal(0, await _world.CountAsync(
            "transfers where position('9871' in reference) > 0 or amount % 500000 <> 0 and reason in (3, 4)", Token));
    }

    [Fact]
    public async Task Published_BeforeAndAfterTheClose_OnlyOnceSettled()
    {
        var fund = await FundAsync();
        await ApplyAsync(5);
        await BidAsync(fund, 9_900, 300);
        var auctions = _world.Get<PublishedAuctions>();
        var pages = _world.Get<BondPageQueries>();
        var isin = _issue.Row.Isin!; // Announced, so it has one.

        foreach (var moment in new[] { During, _issue.Row.SaleClosesAt, _issue.SettlesAt })
        {
            Assert.Null(await auctions.FindAsync(isin, Token));
            var sealedPage = await pages.FindAsync(isin, moment, Token);
            Assert.Empty(sealedPage!.Auction!.Bids); // The bond is public and is auctioned.
            Assert.Null(sealedPage.Auction.Outcome);
            Assert.Equal(0, sealedPage.Demand.Tokens);
        }

        await SettleAsync();

        var page = await pages.FindAsync(isin, _issue.SettlesAt, Token);
        var bid = Assert.Single(page!.Auction!.Bids);
        Assert.Equal((9_900, 300, 300), (bid.Price.MinorUnits, bid.Quantity, bid.Awarded));
        Assert.Equal(9_900, page.Line.Price.MinorUnits); // Nobody bid lower: 5 + 300 tokens, all at 9,900.
        using var file = new MemoryStream();
        await AuctionFile.WriteAsync(
            file, (await auctions.FindAsync(isin, Token))!, auctions, _world.Get<PublishedSales>(), Token);
        var json = JsonDocument.Parse(file.ToArray()).RootElement;
        Assert.Equal(9_900, json.GetProperty("price").GetInt64());
        Assert.Equal(300, json.GetProperty("competitive")[0].GetProperty("awarded").GetInt64());
        Assert.Equal(5, json.GetProperty("retail")[0].GetProperty("awarded").GetInt64());
    }

    [Fact]
    public async Task BidTicket_SomebodyElse_SeesNoForeignBid()
    {
        var (fund, other) = (await FundAsync(), await FundAsync());
        await BidAsync(fund, 9_900, 300);
        var tickets = _world.Get<BidTicketQueries>();

        Assert.Single((await tickets.FindAsync(fund.UserId, _issue.Row.Isin!, During, Token))!.Bids);
        Assert.Empty((await tickets.FindAsync(other.UserId, _issue.Row.Isin!, During, Token))!.Bids);
    }

    [Fact]
    public async Task Settle_NothingBid_ReturnsEverything()
    {
        var fund = await FundAsync();
        var placed = await BidAsync(fund, 9_900, 300);
        await WithdrawAsync(fund, placed.ValueOrThrow.BidId);

        var result = (await SettleAsync()).ValueOrThrow;

        Assert.Equal((IssueState.CrowdFailed, 0), (result.State, result.AllottedTokens));
        Assert.Equal(EnoughYen, await CashAsync(fund));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task Settle_CitizensAlone_PayTheReservePrice()
    {
        var citizen = await ApplyAsync(10);

        Assert.Equal(95_000, (await SettleAsync()).ValueOrThrow.ProceedsYen);
        Assert.Equal(5_000, await CashAsync(citizen));
    }

    [Fact]
    public async Task Settle_TwiceAndByFourAtOnce_SettlesOnce()
    {
        var fund = await FundAsync();
        await BidAsync(fund, 9_900, 300);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SettleAsync()));
        await SettleAsync();

        Assert.Single(outcomes, outcome => outcome is Outcome<SaleResult>.Done { IsRepeat: false });
        Assert.Equal(300 * 9_900, await _world.BalanceAsync(_issue.Purpose, Token));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task Settle_DatabaseFailsWhileBooking_StaysSealedAndSettlesLater()
    {
        var fund = await FundAsync();
        await BidAsync(fund, 9_900, 300);
        await ExecuteAsync("alter table portal.transfers add constraint broken check (reason <> 6)");

        await Assert.ThrowsAsync<PostgresException>(SettleAsync);
        Assert.Null(await _world.Get<PublishedAuctions>().FindAsync(_issue.Row.Isin!, Token));
        Assert.Equal(1, await _world.CountAsync("auction_bids where state = 0", Token));

        await ExecuteAsync("alter table portal.transfers drop constraint broken");
        await SettleAsync();
        Assert.Equal<IEnumerable<long>>([300], await TokensAsync(fund));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task PlaceBid_SameKeyTwiceAndTenAtOnce_HoldsOnceForEachBid()
    {
        var fund = await FundAsync();
        var bids = _world.Get<PlaceBid>();
        var command = new PlaceBidCommand(_issue.Row.Id, 10_000, 30);

        var repeated = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            bids.ExecuteAsync(command, "the-same", fund.UserId, During, Token)));
        var others = await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            bids.ExecuteAsync(
                command with { Quantity = 36 + number }, $"bid-number-{number}", fund.UserId, During, Token)));

        Assert.Single(repeated.Select(outcome => outcome.ValueOrThrow.BidId).Distinct());
        var held = await HeldForBidsAsync();
        Assert.Equal(held.Covered, await _world.BalanceAsync(fund.Hold, Token));
        Assert.True(held.Tokens <= 350); // No more than 35 % stand, however many came at once.
        Assert.Contains(
            others, outcome => outcome.AsRefusal is { } refusal && refusal.Is(BidRefusal.AboveProfessionalLimit));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task PlaceBid_AgainstTheSettlement_IsInItOrRefused()
    {
        var fund = await FundAsync();
        await ApplyAsync(5);

        var settling = SettleAsync();
        var bidding = BidAsync(fund, 9_900, 100); // Its own clock still says that the sale is open.
        await Task.WhenAll(settling, bidding);

        var expected = (await bidding).AsRefusal is null ? 100 : 0;
        Assert.Equal<IEnumerable<long>>([expected], await TokensAsync(fund));
        Assert.Equal(EnoughYen - (expected * 9_900), await CashAsync(fund));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task PlaceBid_CitizenAndApply_Institution_AreRefused()
    {
        var citizen = await _citizens.OpenReadyAsync(EnoughYen, Token);
        var fund = await FundAsync();

        Assert.True((await BidAsync(citizen, 9_900, 1)).AsRefusal!.Is(BidRefusal.NotAnInstitution));
        Assert.True((await _world.Get<ApplyForIssue>().ExecuteAsync(
            new(_issue.Row.Id, 1), Citizens.Key(), fund.UserId, During, Token)).AsRefusal!.Is(
                SaleRefusal.InstitutionsBid));
        Assert.True((await _world.Get<ApplyForIssue>().ExecuteAsync(
            new(_issue.Row.Id, 11), Citizens.Key(), citizen.UserId, During, Token)).AsRefusal!.Is(
                ApplicationRefusal.AboveRetailShare)); // 1 % of 1,000 are 10.
    }

    [Fact]
    public async Task WithdrawBid_AfterTheCloseOrForeign_IsRefused()
    {
        var (fund, other) = (await FundAsync(), await FundAsync());
        var bid = (await BidAsync(fund, 9_900, 10)).ValueOrThrow.BidId;
        await BidAsync(other, 9_900, 10);

        Assert.True((await WithdrawAsync(other, bid)).AsRefusal!.Is(SaleRefusal.NothingToWithdraw));
        var late = await _world.Get<WithdrawBid>().ExecuteAsync(
            new(_issue.Row.Id, bid), Citizens.Key(), fund.UserId, _issue.Row.SaleClosesAt, Token);
        Assert.True(late.AsRefusal!.Is(SaleRefusal.TooLateToWithdraw));
    }

    private Task<Citizen> FundAsync() => _citizens.OpenReadyAsync(EnoughYen, Token, InvestorKind.Institution);

    private async Task<Citizen> ApplyAsync(long tokens)
    {
        var citizen = await _citizens.OpenReadyAsync(tokens * 10_000, Token);
        _ = (await _world.Get<ApplyForIssue>().ExecuteAsync(
            new(_issue.Row.Id, tokens), Citizens.Key(), citizen.UserId, During, Token)).ValueOrThrow;
        return citizen;
    }

    private Task<Outcome<PlacedBid>> BidAsync(Citizen bidder, long yen, long tokens) =>
        _world.Get<PlaceBid>().ExecuteAsync(
            new(_issue.Row.Id, yen, tokens), Citizens.Key(), bidder.UserId, During, Token);

    private Task<Outcome<WithdrawnBid>> WithdrawAsync(Citizen bidder, long bid) =>
        _world.Get<WithdrawBid>().ExecuteAsync(
            new(_issue.Row.Id, bid), Citizens.Key(), bidder.UserId, During, Token);

    private Task<Outcome<SaleResult>> SettleAsync() =>
        _world.Get<SettleSale>().ExecuteAsync(_issue.Row.Id, _issue.SettlesAt, Token);

    private Task<long> CashAsync(Citizen owner) => _world.BalanceAsync(owner.Cash, Token);

    private async Task<long[]> TokensAsync(params Citizen[] owners)
    {
        var tokens = new List<long>();
        foreach (var owner in owners)
            tokens.Add(await _world.BalanceAsync(_issue.TokensOf(owner.InvestorId), Token));
        return [.. tokens];
    }

    /// <summary>What stands, and what one has to set aside for it: steps of 500,000 yen, rounded up.</summary>
    private async Task<(long Tokens, long Covered)> HeldForBidsAsync()
    {
        await using var portal = await _world.OpenAsync(Token);
        var bids = await portal.AuctionBids.Where(row => row.State == BidState.Sealed).ToListAsync(Token);
        var cost = bids.Sum(row => row.PriceYen * row.Quantity);
        return (bids.Sum(row => row.Quantity), (cost + 499_999) / 500_000 * 500_000);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var portal = await _world.OpenAsync(Token);
        await portal.Database.ExecuteSqlRawAsync(sql, Token);
    }
}
