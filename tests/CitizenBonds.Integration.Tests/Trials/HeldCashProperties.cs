using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Trials;

/// <summary>
/// Whatever citizens do, and in whatever order: what is held of each is what their live applications say, to the yen,
/// and no yen appears or is lost.
/// </summary>
public sealed class HeldCashProperties(PortalDatabases postgres)
{
    private const int CitizensPerRun = 3;
    private const int IssuesPerRun = 2;
    private const long CashYen = 120_000; // Twelve tokens: not every wish can be met.

    private static readonly DateTimeOffset SaleDay = PortalTime.OpeningOf(new DateOnly(2026, 2, 12));

    private static readonly Gen<Step> Steps =
        from kind in Gen.Frequency((5, Gen.Constant(StepKind.Apply)), (2, Gen.Constant(StepKind.Withdraw)),
            (1, Gen.Constant(StepKind.Settle)))
        from citizen in Gen.Choose(0, CitizensPerRun - 1)
        from issue in Gen.Choose(0, IssuesPerRun - 1)
        from tokens in Gen.Choose(0, 16)
        select new Step(kind, citizen, issue, tokens);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void HeldCash_AnySequenceOfApplyChangeWithdrawSettle_EqualsTheLiveApplications()
    {
        var sequences = Steps.ArrayOf().ToArbitrary();
        var config = Config.QuickThrowOnFailure.WithMaxTest(15).WithStartSize(4).WithEndSize(24);
        Prop.ForAll(sequences, (Func<Step[], Task>)HoldsAsync).Check(config);
    }

    private async Task HoldsAsync(Step[] steps)
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var issues = new AnnouncedIssue[IssuesPerRun];
        for (var i = 0; i < issues.Length; i++)
            issues[i] = await AnnouncedIssue.CreateAsync(world, 20, Token, number: i + 1);
        var citizens = new Citizen[CitizensPerRun];
        for (var i = 0; i < citizens.Length; i++)
            citizens[i] = await new Citizens(world).OpenReadyAsync(CashYen, Token);
        foreach (var step in steps)
        {
            await TakeAsync(world, citizens[step.Citizen], issues[step.Issue], step);
            foreach (var citizen in citizens) await AssertHeldAsync(world, citizen);
        }

        Assert.Empty(await world.AuditAsync(Token));
    }

    private static Task TakeAsync(PortalWorld world, Citizen citizen, AnnouncedIssue issue, Step step) =>
        step.Kind switch
        {
            StepKind.Apply => world.Get<ApplyForIssue>().ExecuteAsync(
                new(issue.Row.Id, step.Tokens), Citizens.Key(), citizen.UserId, SaleDay, Token),
            StepKind.Withdraw => world.Get<WithdrawApplication>().ExecuteAsync(
                new(issue.Row.Id), Citizens.Key(), citizen.UserId, SaleDay, Token),
            _ => world.Get<SettleSale>().ExecuteAsync(issue.Row.Id, issue.SettlesAt, Token),
        };

    private static async Task AssertHeldAsync(PortalWorld world, Citizen citizen)
    {
        await using var portal = await world.OpenAsync(Token);
        var applications = await portal.Applications.AsNoTracking()
            .Where(row => row.InvestorId == citizen.InvestorId)
            .ToListAsync(Token);
        var held = applications.Where(row => row.State == ApplicationState.Active).Sum(row => row.HeldYen);
        var wanted = applications.Where(row => row.State == ApplicationState.Active).Sum(row => row.Quantity);
        var bought = applications.Sum(row => row.AllottedQuantity ?? 0) * AnnouncedIssue.PriceYen;
        Assert.Equal(held, await world.BalanceAsync(citizen.Hold, Token));
        Assert.Equal(held, wanted * AnnouncedIssue.PriceYen);
        Assert.Equal(CashYen, held + bought + await world.BalanceAsync(citizen.Cash, Token));
    }

    private enum StepKind
    {
        Apply,
        Withdraw,
        Settle,
    }

    private sealed record Step(StepKind Kind, int Citizen, int Issue, int Tokens);
}
