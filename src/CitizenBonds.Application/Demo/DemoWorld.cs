using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Demo;

/// <summary>
/// The demonstration: invented people and sales in municipalities that exist, made by the same use cases that real
/// people use, on a calendar that is moved. The same seed gives the same ledger, to the last hash. Interrupted, it goes
/// on where it was, because every command has a fixed key.
/// </summary>
public sealed class DemoWorld(
    IDbContextFactory<PortalContext> contexts,
    PortalClock clock,
    PortalReadiness readiness,
    DemoPeople people,
    DemoSales sales,
    DemoInstitutions institutions,
    DemoWindow window,
    DemoMiningBond miningBond,
    DemoMining mining,
    DemoIndexBond indexBond,
    ApplyForIssue apply,
    WithdrawApplication withdraw,
    DemoMarket market,
    DueWork dueWork,
    SealBlock sealBlock)
{
    public const int Citizens = 500;
    private static readonly DateTimeOffset Start = new(2024, 10, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Where the simulated calendar ends and the demonstration's time runs on.</summary>
    public static readonly DateTimeOffset End = new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);

    public async Task EnsureBuiltAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await portal.DemoWorld.AnyAsync(row => row.BuiltAt != null, cancellationToken)) return;
        readiness.Report("issuers", 0, 1);
        clock.StandAt(DemoMining.Start);
        await DemoIssuers.LoadAsync(portal, Start, cancellationToken);
        await DemoMining.EnsureStateAsync(portal, cancellationToken);
        var codes = await portal.Issuers.ToDictionaryAsync(row => row.Code, row => row.Id, cancellationToken);
        var build = new DemoBuild(
            codes, people, sales, institutions, market, mining, apply, withdraw, contexts, cancellationToken);
        await build.AddStaffAsync();
        var calendar = new DemoCalendar(clock, dueWork, sealBlock);
        build.PlanAll(calendar, Start);
        window.Plan(calendar, Start, cancellationToken);
        miningBond.Plan(calendar, build.Citizens, cancellationToken);
        indexBond.Plan(calendar, build.Citizens, codes[NationalGovernment.Code], cancellationToken);
        await calendar.RunAsync(DemoMining.Start, End, at => PrepareAsync(build, at), cancellationToken);
        await clock.RunOnFromAsync(End, cancellationToken);
        await FinishAsync(portal, cancellationToken);
    }

    private Task PrepareAsync(DemoBuild build, DateTimeOffset at)
    {
        readiness.Report(
            "calendar", (int)(at - DemoMining.Start).TotalDays, (int)(End - DemoMining.Start).TotalDays);
        return build.FundPaymentsAsync(at);
    }

    private static async Task FinishAsync(PortalContext portal, CancellationToken cancellationToken)
    {
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        await portal.Database.ExecuteSqlRawAsync("set local synchronous_commit = on", cancellationToken);
        var last = await BlockStore.LastAsync(portal, cancellationToken);
        portal.DemoWorld.Add(new DemoWorldRow
        {
            OnlyRow = true, Seed = DemoSeed.Value, BuiltAt = End, LedgerHash = last?.Hash,
        });
        await portal.SaveChangesAsync(cancellationToken);
        // Nobody lived through the invented past: letters begin where the demonstration's time runs on.
        await portal.Notices.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.MailedAt, row => row.CreatedAt), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
