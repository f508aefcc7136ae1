using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Ledger;

public sealed class LedgerWriterTests(PortalDatabases postgres) : IAsyncLifetime
{
    private static readonly AccountPlan Anna = AccountPlan.InvestorCash(1);
    private static readonly AccountPlan Ben = AccountPlan.InvestorCash(2);
    private PortalWorld _world = null!; // Set by InitializeAsync before any test.
    private long _anna;
    private long _ben;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _anna = await _world.OpenAccountAsync(Anna, 1_000, Token);
        _ben = await _world.OpenAccountAsync(Ben, 0, Token);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task PostAsync_EnoughCash_MovesItAndNumbersOn()
    {
        Assert.Null(await PostAsync(400));

        Assert.Equal(600, await _world.BalanceAsync(Anna, Token));
        Assert.Equal(400, await _world.BalanceAsync(Ben, Token));
        Assert.Equal(2, await _world.CountAsync("transfers", Token)); // The deposit and this one.
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task PostAsync_OneYenTooMuch_NamesTheShortfallAndWritesNothing()
    {
        var shortfall = await PostAsync(1_001);

        Assert.Equal(new LedgerShortfall(_anna, 1_000, 1), shortfall);
        Assert.Equal(1_000, await _world.BalanceAsync(Anna, Token));
        Assert.Equal(1, await _world.CountAsync("transfers", Token));
    }

    [Fact]
    public async Task PostAsync_AllOfIt_IsAllowed() => Assert.Null(await PostAsync(1_000));

    [Fact]
    public async Task PostAsync_RolledBack_LeavesNoGapInTheNumbers()
    {
        await PostAsync(1, commits: false);
        await PostAsync(2);

        await using var portal = await _world.OpenAsync(Token);
        var ids = await portal.Transfers.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(Token);
        Assert.Equal([1L, 2L], ids);
    }

    [Fact]
    public async Task PostAsync_OtherAsset_Throws()
    {
        var bitcoin = await _world.OpenAccountAsync(Anna with { AssetId = AccountBook.Bitcoin }, 0, Token);

        await Assert.ThrowsAsync<ArgumentException>(
            () => PostAsync(new NewTransfer(_anna, bitcoin, 1, LedgerReason.Correction, "")));
    }

    [Fact]
    public async Task PostAsync_ManyAtOnceBothWays_LosesNothingAndLocksNobodyOut()
    {
        const int Pairs = 40;
        var there = Enumerable.Range(0, Pairs)
            .Select(_ => PostAsync(new NewTransfer(_anna, _ben, 3, LedgerReason.Correction, "race")));
        var back = Enumerable.Range(0, Pairs)
            .Select(_ => PostAsync(new NewTransfer(_ben, _anna, 2, LedgerReason.Correction, "race")));

        var outcomes = await Task.WhenAll(there.Concat(back));

        // What was refused moved nothing; what was booked moved 3 there or 2 back.
        var booked = await _world.CountAsync("transfers where reference = 'race'", Token);
        Assert.Equal(outcomes.Count(outcome => outcome is null), booked);
        Assert.Equal(1_000, await _world.BalanceAsync(Anna, Token) + await _world.BalanceAsync(Ben, Token));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Theory]
    [InlineData("update portal.transfers set amount = amount + 1")]
    [InlineData("delete from portal.transfers")]
    [InlineData("truncate portal.transfers")]
    [InlineData("update portal.accounts set debits = credits + 1 where kind = 1")]
    public async Task Database_ChangeBehindTheWritersBack_IsRefused(string sql)
    {
        await using var connection = new NpgsqlConnection(_world.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);

        await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token));
    }

    private Task<LedgerShortfall?> PostAsync(long amount, bool commits = true) =>
        PostAsync(new NewTransfer(_anna, _ben, amount, LedgerReason.Correction, "test"), commits);

    private async Task<LedgerShortfall?> PostAsync(NewTransfer transfer, bool commits = true)
    {
        await using var portal = await _world.OpenAsync(Token);
        await using var transaction = await portal.Database.BeginTransactionAsync(Token);
        var shortfall = await LedgerWriter.PostAsync(portal, [transfer], Moments.Start, Token);
        if (commits) await transaction.CommitAsync(Token);
        return shortfall;
    }
}
