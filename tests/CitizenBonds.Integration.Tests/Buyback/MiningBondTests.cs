using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Buyback;

/// <summary>The bond, its technical value, and plans that cannot be.</summary>
public sealed class MiningBondTests(PortalDatabases postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scores_NewOnes_MoveTheIndexAndLengthenTheChain()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var issued = (await world.Get<IssueMiningBond>().ExecuteAsync(
            MiningWorld.Fields(), "mining-issue-1", MiningWorld.Treasury, Moments.Start, Token)).ValueOrThrow;
        var again = (await world.Get<IssueMiningBond>().ExecuteAsync(
            MiningWorld.Fields(), "mining-issue-1", MiningWorld.Treasury, Moments.Start, Token)).ValueOrThrow;
        Assert.Equal(issued, again);
        await ScoreAsync(world, issued.IssueId, "SecurityInnovation", "", "75", "score-one-1");
        await ScoreAsync(world, issued.IssueId, "Peer", "Elsewhere", "50", "score-two-2");
        await ScoreAsync(world, issued.IssueId, "Peer", "Nearby", "70", "score-three-3");

        var view = (await world.Get<MiningBondQueries>().FindAsync(issued.Isin, Token))!;

        // First day 30*60 + 30*50 + 20*70 + 20*40 = 5,500; now 30*75 instead of 30*60: 5,950; 100 * 5950 / 5500.
        Assert.Equal(108.18m, view.Value);
        Assert.Equal(59.5m, view.WeightedScore); // 5,950 / 100.
        Assert.Equal(0.5m, view.Percentile); // One of two peers is below.
        Assert.Equal(7, view.Records.Count);
        Assert.Null(view.BrokenAt);
        Assert.Equal(IssueState.Announced, view.Line.State);
        await using var portal = await world.OpenAsync(Token);
        var row = await portal.TechnicalRecords.SingleAsync(record => record.Number == 5, Token);
        row.Score = 99;
        var change = await Assert.ThrowsAsync<DbUpdateException>(() => portal.SaveChangesAsync(Token));
        Assert.IsType<PostgresException>(change.InnerException);
        AssertForgeryIsFound(view);
    }

    private static readonly (string Field, string Typed, BuybackPlanRefusal Refusal)[] Wrong =
    [
        ("Target", "0", BuybackPlanRefusal.TargetZero),
        ("Target", "97,000,000", BuybackPlanRefusal.TargetBeyondSeries), // 10,000 * 9,500 * 1.02 = 96,900,000.
        ("Gain", "0", BuybackPlanRefusal.GainOutOfRange),
        ("Gain", "100.0001", BuybackPlanRefusal.GainOutOfRange),
        ("Elasticity", "10.01", BuybackPlanRefusal.ElasticityOutOfRange),
        ("Margin", "10.0001", BuybackPlanRefusal.MarginTooWide),
        ("Participation", "0", BuybackPlanRefusal.ParticipationOutOfRange),
        ("Concentration", "33.0001", BuybackPlanRefusal.ConcentrationOutOfRange),
        ("WindowHours", "745", BuybackPlanRefusal.WindowOutOfRange),
        ("FirstDay", "2026-04-08", BuybackPlanRefusal.CalendarOutOfRange), // Today.
        ("SlicesPerDay", "49", BuybackPlanRefusal.CalendarOutOfRange),
        ("SliceMax", "9,499", BuybackPlanRefusal.SliceBelowOneToken),
        ("SliceMax", "10,000,001", BuybackPlanRefusal.SliceAboveTarget),
        ("SliceMax", "1,249,999", BuybackPlanRefusal.SlicesBelowTarget), // Eight of them.
        ("Target", "32,000,000", BuybackPlanRefusal.ConcentrationBelowTarget), // 3,300 * 9,690 = 31,977,000.
    ];

    /// <summary>Plans that are refused change nothing: all of them are tried on one bond.</summary>
    [Fact]
    public async Task Plan_WithOneThingWrong_IsRefusedByName()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await MiningWorld.CreateAsync(world, Token);
        foreach (var (field, typed, refusal) in Wrong)
        {
            var outcome = await world.Get<PlanBuyback>().ExecuteAsync(
                new(mining.SeriesId, Changed(field, typed)), mining.NextKey(), MiningWorld.CentralBank,
                MiningWorld.At(8, 16), Token);
            Assert.Equal(Application.Commands.Refusal.Of(refusal).Code, outcome.AsRefusal?.Code);
        }

        Assert.Equal(0, await world.CountAsync("buyback_programmes", Token));
        _ = await mining.PlanAsync(Token); // With nothing wrong it stands.
    }

    [Fact]
    public async Task Trial_OnPastTrading_ShowsWhatItWouldHaveBought()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await MiningWorld.CreateAsync(world, Token);
        await mining.TradeSomeDaysAsync(Token);

        var trial = await world.Get<SimulateBuyback>().RunAsync(
            new(mining.SeriesId, MiningWorld.Plan() with { FirstDay = "2026-04-10", LastDay = "2026-04-10" }),
            MiningWorld.At(9, 8), Token);

        // One day of four slices, tried on 8 April; that is within 168 hours of 1 April 09:00 until 09:00 that day.
        Assert.Null(trial.Refusal);
        Assert.Equal(1, trial.Days);
        Assert.Equal(4, trial.Result!.Slices.Count);
        Assert.True(trial.Result.Bought > Quantity.Zero);
        Assert.Equal(Money.FromYen(10_000_000), trial.Result.Spent + trial.Result.Remaining);
        Assert.Equal(0, await world.CountAsync("buyback_programmes", Token));
    }

    private static BuybackPlanFields Changed(string field, string typed)
    {
        var plan = MiningWorld.Plan();
        return field switch
        {
            nameof(plan.Target) => plan with { Target = typed, SliceMax = "9,000,000" },
            nameof(plan.Gain) => plan with { Gain = typed },
            nameof(plan.Elasticity) => plan with { Elasticity = typed },
            nameof(plan.Margin) => plan with { Margin = typed },
            nameof(plan.Participation) => plan with { Participation = typed },
            nameof(plan.Concentration) => plan with { Concentration = typed },
            nameof(plan.WindowHours) => plan with { WindowHours = typed },
            nameof(plan.FirstDay) => plan with { FirstDay = typed },
            nameof(plan.SlicesPerDay) => plan with { SlicesPerDay = typed },
            nameof(plan.SliceMax) => plan with { SliceMax = typed },
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
        };
    }

    private static async Task ScoreAsync(
        PortalWorld world, long seriesId, string criterion, string peer, string score, string key) =>
        _ = (await world.Get<RecordTechnicalScore>().ExecuteAsync(
            new(seriesId, criterion, peer, score, "https://example.com/new", "2026-02-02"), key,
            MiningWorld.Treasury, Moments.Start.AddHours(1), Token)).ValueOrThrow;

    /// <summary>The chain as published, with one score changed.</summary>
    private static void AssertForgeryIsFound(MiningBondView view)
    {
        var chain = view.Records
            .Select(line => (line.Record, Domain.Ledger.Hash256.FromHex(line.Hash)!.Value)).ToList();
        Assert.Null(Domain.Pricing.TechnicalValue.TechnicalRecord.FindBreak(chain));
        chain[4] = (chain[4].Record with { Score = 76 }, chain[4].Item2);
        Assert.Equal(5, Domain.Pricing.TechnicalValue.TechnicalRecord.FindBreak(chain));
    }
}
