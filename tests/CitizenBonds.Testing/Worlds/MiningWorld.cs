using System.Globalization;
using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Testing.Worlds;

/// <summary>
/// A mining government bond of 10,000 tokens of 10,000 yen, auctioned in March 2026 to five institutions at 9,500 yen
/// (2,000 tokens each) and issued on 1 April; a treasury and a central bank.
/// </summary>
public sealed class MiningWorld
{
    private readonly PortalWorld _world;
    private int _keys;

    private MiningWorld(PortalWorld world, long seriesId, string isin, IReadOnlyList<Citizen> holders)
    {
        (_world, SeriesId, Isin, Holders) = (world, seriesId, isin, holders);
    }

    public const long Tokens = 10_000;
    public const long StopOutYen = 9_500;

    public static readonly Actor Treasury = IssuerDesk.ActorOf(null, PortalRole.Treasury);

    public static readonly Actor CentralBank = IssuerDesk.ActorOf(null, PortalRole.CentralBank);

    public long SeriesId { get; }

    public string Isin { get; }

    public IReadOnlyList<Citizen> Holders { get; }

    public static MiningBondFields Fields(string score = "60", string amount = "100,000,000") => new()
    {
        Deficit = new(null, "令和8年度の不足", "Deficit of 2026", "2026", amount),
        Bond = new IssueDraftFields
        {
            TitleJa = "採掘国債 第1回", TitleEn = "Mining government bond 1", Size = "10,000", Price = "9,900",
            ReservePrice = "9,000", SaleOpensOn = "2026-03-09", SaleClosesOn = "2026-03-20",
            IssueDate = "2026-04-01", MaturityDate = "2036-04-01",
        },
        Criteria =
        [
            new("30", score, "https://example.com/security"), new("30", "50", "https://example.com/compute"),
            new("20", "70", "https://example.com/development"), new("20", "40", "https://example.com/trust"),
        ],
    };

    public static async Task<MiningWorld> CreateAsync(PortalWorld world, CancellationToken cancellationToken)
    {
        var issued = (await world.Get<IssueMiningBond>().ExecuteAsync(
            Fields(), Citizens.Key(), Treasury, Moments.Start, cancellationToken)).ValueOrThrow;
        var people = new Citizens(world);
        var holders = new List<Citizen>();
        var bidAt = MarketWorld.At(11, 0, new DateOnly(2026, 3, 10));
        for (var number = 0; number < 5; number++)
        {
            var holder = await people.OpenReadyAsync(60_000_000, cancellationToken, InvestorKind.Institution);
            _ = (await world.Get<PlaceBid>().ExecuteAsync(
                new(issued.IssueId, StopOutYen, Tokens / 5), Citizens.Key(), holder.UserId, bidAt,
                cancellationToken)).ValueOrThrow;
            holders.Add(holder);
        }

        _ = (await world.Get<SettleSale>().ExecuteAsync(
            issued.IssueId, MarketWorld.At(9, 0, new DateOnly(2026, 4, 1)), cancellationToken)).ValueOrThrow;
        return new MiningWorld(world, issued.IssueId, issued.Isin, holders);
    }

    /// <summary>A moment in April 2026.</summary>
    public static DateTimeOffset At(int day, int hour, int minute = 0) =>
        MarketWorld.At(hour, minute, new DateOnly(2026, 4, day));

    public async Task<PlacedOrder> OrderAsync(
        int holder, OrderSide side, long price, long quantity, DateTimeOffset at, CancellationToken cancellationToken,
        DateOnly? goodTill = null) =>
        (await _world.Get<PlaceOrder>().ExecuteAsync(
            new(SeriesId, side, OrderType.Limit, price, quantity, goodTill), NextKey(), Holders[holder].UserId, at,
            cancellationToken)).ValueOrThrow;

    /// <summary>Both sides meet: one trade at the price.</summary>
    public async Task TradeAsync(long price, long quantity, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await _world.Get<DueWork>().RunAsync(at, cancellationToken);
        _ = await OrderAsync(0, OrderSide.Sell, price, quantity, at, cancellationToken);
        _ = await OrderAsync(1, OrderSide.Buy, price, quantity, at, cancellationToken);
    }

    /// <summary>Trades on three days: some around 9,600 yen, one far off, which the reference leaves out.</summary>
    public async Task TradeSomeDaysAsync(CancellationToken cancellationToken)
    {
        foreach (var day in (int[])[6, 7, 8])
        {
            await TradeAsync(9_590, 100, At(day, 10), cancellationToken);
            await TradeAsync(9_600, 120, At(day, 11), cancellationToken);
            await TradeAsync(9_605, 80, At(day, 13), cancellationToken);
            await TradeAsync(9_612, 60, At(day, 14), cancellationToken);
        }

        await TradeAsync(9_990, 5, At(8, 15), cancellationToken);
        await CloseAsync(8, cancellationToken);
    }

    public async Task CloseAsync(int day, CancellationToken cancellationToken)
    {
        await _world.Get<DueWork>().RunAsync(At(day, 15, 25), cancellationToken);
        await _world.Get<DueWork>().RunAsync(At(day, 15, 30), cancellationToken);
    }

    /// <summary>Ten million yen in two days of four slices, each of at most three million.</summary>
    public static BuybackPlanFields Plan() => new()
    {
        Target = "10,000,000", SliceMax = "3,000,000", FirstDay = "2026-04-09", LastDay = "2026-04-10",
    };

    /// <returns>The programme's number.</returns>
    public async Task<long> PlanAsync(CancellationToken cancellationToken, BuybackPlanFields? fields = null) =>
        (await _world.Get<PlanBuyback>().ExecuteAsync(
            new(SeriesId, fields ?? Plan()), NextKey(), CentralBank, At(8, 16), cancellationToken))
            .ValueOrThrow.ProgrammeId;

    public async Task SteerAsync(
        long programme, BuybackSteering steering, CancellationToken cancellationToken, DateTimeOffset? at = null) =>
        _ = (await _world.Get<SteerBuyback>().ExecuteAsync(
            new(programme, steering), NextKey(), CentralBank, at ?? At(8, 16), cancellationToken)).ValueOrThrow;

    public string NextKey() => string.Create(
        CultureInfo.InvariantCulture, $"mining-{SeriesId}-{Interlocked.Increment(ref _keys)}");
}
