using CitizenBonds.Application;
using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Mining;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Testing.Worlds;

/// <summary>
/// A series of 100 tokens at 4,000 yen, a million bonds each, sold in January 2024 and settled two days before the
/// first real key block of the project's table of headers. Anna holds 30 tokens, Ben, an institution, 35.
/// </summary>
public sealed class PureMiningWorld
{
    private readonly PortalWorld _world;

    private PureMiningWorld(PortalWorld world, long issueId, string isin, Citizen anna, Citizen ben)
    {
        (_world, IssueId, Isin, Anna, Ben) = (world, issueId, isin, anna, ben);
    }

    public const long PriceYen = 4_000;
    public static readonly DateTimeOffset Start = new(2024, 1, 22, 1, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset SettlesAt = PortalTime.OpeningOf(new DateOnly(2024, 1, 31));

    /// <summary>16 February 2024: after the last header of the table.</summary>
    public static readonly DateTimeOffset After = new(2024, 2, 16, 1, 0, 0, TimeSpan.Zero);

    public long IssueId { get; }

    public string Isin { get; }

    public Citizen Anna { get; }

    public Citizen Ben { get; }

    public static Actor Treasury { get; } = IssuerDesk.ActorOf(null, PortalRole.Treasury);

    public static Actor Operator { get; } = IssuerDesk.ActorOf(null, PortalRole.Operator);

    public static IssueMiningSeriesCommand Fields { get; } = new(
        "採掘債 試験", "Mining bond, test", "100", "4,000", "1,000,000", "2024-01-23", "2024-01-26", "2024-01-31");

    public static async Task<PureMiningWorld> CreateAsync(PortalWorld world, CancellationToken cancellationToken)
    {
        // A demonstration's sales need no notice of thirty days.
        await using (var portal = await world.OpenAsync(cancellationToken))
            await portal.Database.ExecuteSqlAsync($"update portal.clock set is_demo = true", cancellationToken);
        await world.Get<PortalClock>().RefreshAsync(cancellationToken);
        var issued = (await world.Get<IssueMiningSeries>().ExecuteAsync(
            Fields, Citizens.Key(), Treasury, Start, cancellationToken)).ValueOrThrow;
        var people = new Citizens(world);
        var anna = await people.OpenReadyAsync(0, cancellationToken);
        var ben = await people.OpenReadyAsync(0, cancellationToken, InvestorKind.Institution);
        var scene = new PureMiningWorld(world, issued.IssueId, issued.Isin, anna, ben);
        await scene.ApplyAsync(anna, 30, cancellationToken);
        await scene.ApplyAsync(ben, 35, cancellationToken);
        _ = (await world.Get<SettleSale>().ExecuteAsync(issued.IssueId, SettlesAt, cancellationToken)).ValueOrThrow;
        return scene;
    }

    public async Task FundAsync(long satoshi, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N");
        var typed = satoshi.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _ = (await _world.Get<BookBitcoin>().ExecuteAsync(
            new(id, typed), Citizens.Key(), Operator, SettlesAt, cancellationToken)).ValueOrThrow;
    }

    /// <summary>In January 2024 and not when other tests pay in: the ledger's time never goes back.</summary>
    public async Task DepositAsync(Citizen citizen, long yen, CancellationToken cancellationToken)
    {
        var deposit = new RequestDeposit(_world.Get<CommandRunner>(), PortalRules.Demonstration);
        _ = (await deposit.ExecuteAsync(
            new(yen), Citizens.Key(), citizen.UserId, Start, cancellationToken)).ValueOrThrow;
    }

    /// <summary>Takes in the headers of the table up to a height.</summary>
    public async Task<ReceivedHeaders> ReceiveAsync(long through, CancellationToken cancellationToken) =>
        (await _world.Get<ReceiveHeaders>().ExecuteAsync(
            DemoHeaders.Between(DemoHeaders.FirstHeight, through), "test", Citizens.Key(), Operator.UserId, After,
            cancellationToken)).ValueOrThrow;

    public Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        _world.Get<RunMining>().RunDueAsync(now, cancellationToken);

    public Task<long> BitcoinOfAsync(Citizen citizen, CancellationToken cancellationToken) =>
        _world.BalanceAsync(AccountPlan.InvestorBitcoin(citizen.InvestorId), cancellationToken);

    private async Task ApplyAsync(Citizen citizen, long tokens, CancellationToken cancellationToken)
    {
        await DepositAsync(citizen, tokens * PriceYen, cancellationToken);
        var applied = await _world.Get<ApplyForIssue>().ExecuteAsync(
            new(IssueId, tokens), Citizens.Key(), citizen.UserId, Start.AddDays(2), cancellationToken);
        if (applied.AsRefusal is { } refusal) throw new InvalidOperationException(refusal.Code);
    }
}
