using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Testing.Worlds;

/// <summary>
/// A settled issue of 1,000 tokens at 10,000 yen and 2 % half-yearly, all sold on 2 March 2026, and people who trade it
/// on Tuesday 3 March.
/// </summary>
public sealed class MarketWorld
{
    private readonly PortalWorld _world;

    private MarketWorld(PortalWorld world, AnnouncedIssue issue, IReadOnlyList<Trader> holders)
    {
        _world = world;
        Issue = issue;
        Holders = holders;
    }

    public static readonly DateOnly Day = new(2026, 3, 3);

    /// <summary>10:00 on the trading day, in the middle of continuous trading.</summary>
    public static readonly DateTimeOffset Ten = At(10, 0);

    public AnnouncedIssue Issue { get; }

    public long SeriesId => Issue.Row.Id;

    /// <summary>Ten who bought a hundred tokens each.</summary>
    public IReadOnlyList<Trader> Holders { get; }

    /// <summary>A moment of the trading day in Japan.</summary>
    public static DateTimeOffset At(int hour, int minute, DateOnly? day = null) =>
        PortalTime.OpeningOf(day ?? Day).AddHours(hour - PortalTime.OpeningHour).AddMinutes(minute);

    public static async Task<MarketWorld> CreateAsync(
        PortalWorld world, CancellationToken cancellationToken, int number = 1, long sizeTokens = 1_000)
    {
        var issue = await AnnouncedIssue.CreateAsync(world, sizeTokens, cancellationToken, number: number);
        var holders = new List<Trader>();
        for (var holder = 0; holder < 10; holder++)
        {
            var id = await issue.AddApplicationAsync(sizeTokens / 10, cancellationToken);
            holders.Add(await AdmitAsync(world, id, InvestorKind.Institution, cancellationToken));
        }

        var settled = await world.Get<SettleSale>().ExecuteAsync(issue.Row.Id, issue.SettlesAt, cancellationToken);
        _ = settled.ValueOrThrow;
        return new MarketWorld(world, issue, holders);
    }

    /// <summary>An institution, or a citizen who passed the test, with that much cash.</summary>
    public async Task<Trader> AddTraderAsync(
        long cashYen, CancellationToken cancellationToken, InvestorKind kind = InvestorKind.Institution)
    {
        await using var portal = await _world.OpenAsync(cancellationToken);
        var row = new InvestorRow { UserId = Guid.NewGuid(), CreatedAt = Moments.Start };
        portal.Add(row);
        await portal.SaveChangesAsync(cancellationToken);
        await _world.OpenAccountAsync(AccountPlan.InvestorCash(row.Id), cashYen, cancellationToken);
        return await AdmitAsync(_world, row.Id, kind, cancellationToken);
    }

    public Task<Outcome<PlacedOrder>> PlaceAsync(
        Trader trader, OrderSide side, long limitYen, long quantity, CancellationToken cancellationToken,
        DateTimeOffset? at = null, OrderType type = OrderType.Limit, string? key = null, DateOnly? goodTill = null) =>
        _world.Get<PlaceOrder>().ExecuteAsync(
            new(SeriesId, side, type, limitYen, quantity, goodTill), key ?? Citizens.Key(), trader.UserId, at ?? Ten,
            cancellationToken);

    public Task<Outcome<CancelledOrder>> CancelAsync(
        Trader trader, long sequence, CancellationToken cancellationToken, DateTimeOffset? at = null) =>
        _world.Get<CancelOrder>().ExecuteAsync(
            new(SeriesId, sequence), Citizens.Key(), trader.UserId, at ?? Ten, cancellationToken);

    public Task<long> CashAsync(Trader trader, CancellationToken cancellationToken) =>
        _world.BalanceAsync(AccountPlan.InvestorCash(trader.InvestorId), cancellationToken);

    public Task<long> HeldCashAsync(Trader trader, CancellationToken cancellationToken) =>
        _world.BalanceAsync(AccountPlan.InvestorOrderCash(trader.InvestorId), cancellationToken);

    public Task<long> TokensAsync(Trader trader, CancellationToken cancellationToken) =>
        _world.BalanceAsync(Issue.TokensOf(trader.InvestorId), cancellationToken);

    public Task<long> HeldTokensAsync(Trader trader, CancellationToken cancellationToken) =>
        _world.BalanceAsync(
            AccountPlan.InvestorOrderTokens(trader.InvestorId, Issue.Row.AssetId!.Value), cancellationToken);

    private static async Task<Trader> AdmitAsync(
        PortalWorld world, long investorId, InvestorKind kind, CancellationToken cancellationToken)
    {
        await using var portal = await world.OpenAsync(cancellationToken);
        var row = await portal.Investors.FindAsync([investorId], cancellationToken)
            ?? throw new InvalidOperationException($"There is no investor {investorId}.");
        row.Kind = kind;
        row.IdentityState = IdentityState.Approved;
        row.KnowledgePassedAt = Moments.Start;
        row.LossSimulationSeenAt = Moments.Start;
        await portal.SaveChangesAsync(cancellationToken);
        return new Trader(row.UserId, row.Id);
    }
}
