using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Web.Tests.PublicPages;

/// <summary>A kept page over a real database: it is shown until something is committed, and not much longer.</summary>
public sealed class PageFreshnessTests(PortalDatabases databases) : IAsyncLifetime
{
    private static readonly DateTimeOffset BookedAt = new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);

    private PortalApp _portal = null!; // Started before every test.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await PortalApp.StartAsync(databases, Cancellation);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task KeptPage_ATransferIsCommitted_ShowsItBeforeItsTimeIsOver()
    {
        using var visitor = _portal.CreateClient();
        var before = await ReadAsync(visitor);
        Assert.DoesNotContain("77,777", before, StringComparison.Ordinal);

        await PostAsync(77_777);

        // Its lifetime is thirty seconds; that it shows after a second at most is measured by the bench of the pages.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(PublicSnapshots.Lifetime / 2);
        while (!(await ReadAsync(visitor)).Contains("77,777", StringComparison.Ordinal))
            patience.Token.ThrowIfCancellationRequested();
    }

    private static Task<string> ReadAsync(HttpClient visitor) =>
        visitor.GetStringAsync(new Uri(Urls.Ledger, UriKind.Relative), Cancellation);

    private Task<PortalContext> OpenAsync() =>
        _portal.Services.GetRequiredService<IDbContextFactory<PortalContext>>().CreateDbContextAsync(Cancellation);

    private async Task PostAsync(long yen)
    {
        await using var portal = await OpenAsync();
        await using var transaction = await portal.Database.BeginTransactionAsync(Cancellation);
        var bank = await AccountBook.OpenAsync(portal, AccountPlan.Bank, Cancellation);
        var cash = await AccountBook.OpenAsync(portal, AccountPlan.InvestorCash(1), Cancellation);
        await LedgerWriter.PostAsync(
            portal, [new(bank, cash, yen, LedgerReason.Deposit, "test")], BookedAt, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }
}
