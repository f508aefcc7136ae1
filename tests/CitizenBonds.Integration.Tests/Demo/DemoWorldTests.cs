using CitizenBonds.Application;
using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Data;
using CitizenBonds.Data.Time;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CitizenBonds.Integration.Tests.Demo;

public sealed class DemoWorldTests(PortalDatabases postgres)
{
    private const int RealMunicipalitiesMin = 60;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureBuiltAsync_TwoDatabases_HaveTheSameLedgerToTheLastHash()
    {
        await using var first = await BuildAsync();
        await using var second = await BuildAsync();

        Assert.Equal(await HeadAsync(first), await HeadAsync(second));

        await using var portal = await OpenAsync(first);
        Assert.Empty(
            (await first.Services.GetRequiredService<AuditLedger>().ExecuteAsync(DemoWorld.End, Token)).Findings);
        Assert.True(await portal.Issuers.CountAsync(issuer => !issuer.IsInvented, Token) >= RealMunicipalitiesMin + 47);
        Assert.Equal(5, await portal.Issuers.CountAsync(issuer => issuer.IsInvented, Token));
        Assert.True(await portal.Investors.CountAsync(Token) >= 500);
        Assert.True(await portal.Issues.CountAsync(Token) >= 40);
        var paid = await portal.PaymentRuns.CountAsync(run => run.State == PaymentRunState.Paid, Token);
        Assert.InRange(paid, 40, int.MaxValue);
        await AssertEveryStateAsync(portal);
        var late = await first.Services.GetRequiredService<DutyQueries>().OverdueAsync(null, DemoWorld.End, Token);
        Assert.All(late, filing => Assert.StartsWith("X", filing.IssuerCode, StringComparison.Ordinal)); // Invented.
    }

    /// <summary>What must not be told of a real place is told of invented ones only.</summary>
    private static async Task AssertEveryStateAsync(PortalContext portal)
    {
        var states = await portal.Issues.Select(issue => issue.State).Distinct().ToListAsync(Token);
        Assert.Superset(
            new HashSet<IssueState>
            {
                IssueState.Submitted, IssueState.SentBack, IssueState.AwaitingTreasury, IssueState.Announced,
                IssueState.Live,
                IssueState.CrowdFailed, IssueState.Redeemed, IssueState.Refused, IssueState.Cancelled,
            },
            states.ToHashSet());
        var sensitive = await portal.Issues
            .Where(issue => issue.State == IssueState.Refused || issue.State == IssueState.CrowdFailed
                || portal.PaymentRuns.Any(run => run.IssueId == issue.Id && run.DefaultedAt != null))
            .Select(issue => portal.Issuers.Single(issuer => issuer.Id == issue.IssuerId).IsInvented)
            .ToListAsync(Token);
        Assert.True(sensitive.Count >= 3);
        Assert.DoesNotContain(false, sensitive);
        var open = await portal.Issues.CountAsync(
            issue => issue.State == IssueState.Announced
                && issue.SaleOpensAt <= DemoWorld.End && issue.SaleClosesAt > DemoWorld.End,
            Token);
        Assert.True(open >= 1);
        Assert.Equal(
            1, await portal.PaymentRuns.CountAsync(run => run.DefaultedAt != null && run.FinishedAt != null, Token));
    }

    private async Task<BuiltWorld> BuildAsync()
    {
        var database = await postgres.CreateDatabaseAsync(Token);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(PortalRules.Demonstration);
        services.AddPortal(database.ConnectionString);
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddIdentityFeature();
        var built = new BuiltWorld(database, services.BuildServiceProvider());
        await using (
            var portal = await OpenAsync(built)) await PortalSecrets.EnsureAsync(portal, DemoSeed.Bytes, Token);
        await built.Services.GetRequiredService<DemoWorld>().EnsureBuiltAsync(Token);
        return built;
    }

    private static async Task<string> HeadAsync(BuiltWorld world) =>
        (await world.Services.GetRequiredService<LedgerQueries>().HeadAsync(Token))!.Hash; // A built world has blocks.

    private static Task<PortalContext> OpenAsync(BuiltWorld world) =>
        world.Services.GetRequiredService<IDbContextFactory<PortalContext>>().CreateDbContextAsync(Token);

    private sealed record BuiltWorld(TestDatabase Database, ServiceProvider Services) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Services.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
