using CitizenBonds.Application.Commands;
using CitizenBonds.Application.FairPrice;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.FairPrice;

namespace CitizenBonds.Testing.Worlds;

/// <summary>
/// A fair-price window with two miners, a counted vote of k = 1e-9 and, once opened, a price. K = 15,000,000 * 3.125 /
/// (1e-9 * 125e12) = 375 yen; with a margin of 10 % tokens come in at 412 at most and go out at 338 at least.
/// </summary>
public sealed class WindowStage(PortalWorld world)
{
    public const long Height = 900_000;
    public const double Constant = 1e-9;

    /// <summary>A day after the vote has closed.</summary>
    public static readonly DateTimeOffset Now = Moments.Start.AddDays(3);

    public static readonly PublishWindowPriceCommand Price = new(
        Height, 125e12, 15_000_000, 0.1, 370, 1.5e-11, 8, "difficulty: the chain; prices: exchange A");

    public static readonly Actor Steward = Of(PortalRole.RateSteward);
    public static readonly Actor Operator = Of(PortalRole.Operator);

    public PortalWorld World { get; } = world;

    /// <summary>60 % and 40 % of the registered hash rate.</summary>
    public required IReadOnlyList<Citizen> Miners { get; init; }

    public static AccountPlan TokensOf(Citizen citizen) =>
        new(Domain.Ledger.AccountOwner.Investor, citizen.InvestorId, AccountBook.WindowToken,
            Domain.Ledger.AccountKind.Holding);

    public static async Task<WindowStage> CreateAsync(PortalWorld world, CancellationToken cancellationToken)
    {
        var citizens = new Citizens(world);
        var stage = new WindowStage(world)
        {
            Miners =
            [
                await citizens.OpenReadyAsync(0, cancellationToken),
                await citizens.OpenReadyAsync(0, cancellationToken),
            ],
        };
        await stage.RegisterAsync(stage.Miners[0], 60, cancellationToken);
        await stage.RegisterAsync(stage.Miners[1], 40, cancellationToken);
        return stage;
    }

    /// <summary>The vote is counted and the price published.</summary>
    public static async Task<WindowStage> OpenAsync(PortalWorld world, CancellationToken cancellationToken)
    {
        var stage = await CreateAsync(world, cancellationToken);
        _ = (await stage.OpenBallotAsync(cancellationToken)).ValueOrThrow;
        _ = (await stage.VoteAsync(stage.Miners[0].UserId, Constant, Moments.Start, cancellationToken)).ValueOrThrow;
        await world.Get<CountBallots>().RunAsync(Now, cancellationToken);
        _ = (await stage.PublishAsync(Price, cancellationToken)).ValueOrThrow;
        return stage;
    }

    public Task<Outcome<RegisteredWindowMiner>> RegisterAsync(
        Citizen miner, long terahashes, CancellationToken cancellationToken, Actor? actor = null) =>
        World.Get<RegisterMiner>().ExecuteAsync(
            new(DepositCode.Of(miner.InvestorId), "Miner", terahashes, "signed shares"), Citizens.Key(),
            actor ?? Operator, Moments.Start, cancellationToken);

    /// <summary>Closes after two days; the notice of a day ends in the period that ends at height 899,136.</summary>
    public Task<Outcome<OpenedBallot>> OpenBallotAsync(
        CancellationToken cancellationToken, OpenBallotCommand? command = null, Actor? actor = null) =>
        World.Get<OpenBallot>().ExecuteAsync(
            command ?? new(Moments.Start.AddDays(2), 898_000, 500_000, 144), Citizens.Key(), actor ?? Steward,
            Moments.Start, cancellationToken);

    public Task<Outcome<CastWindowVote>> VoteAsync(
        Guid user, double constant, DateTimeOffset now, CancellationToken cancellationToken) =>
        World.Get<CastVote>().ExecuteAsync(new(constant), Citizens.Key(), user, now, cancellationToken);

    public Task<Outcome<PublishedWindowPrice>> PublishAsync(
        PublishWindowPriceCommand command, CancellationToken cancellationToken, Actor? actor = null) =>
        World.Get<PublishWindowPrice>().ExecuteAsync(
            command, Citizens.Key(), actor ?? Steward, Now, cancellationToken);

    public Task<Outcome<WindowDeal>> DealAsync(
        Citizen citizen, WindowDirection direction, long tokens, long price, CancellationToken cancellationToken,
        string? key = null, DateTimeOffset? now = null) =>
        World.Get<DealAtWindow>().ExecuteAsync(
            new(direction, tokens, price), key ?? Citizens.Key(), citizen.UserId, now ?? Now, cancellationToken);

    private static Actor Of(PortalRole role) => new(Guid.NewGuid(), new HashSet<PortalRole> { role }, null);
}
