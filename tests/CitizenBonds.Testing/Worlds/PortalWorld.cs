using CitizenBonds.Application;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Time;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Testing.Postgres;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CitizenBonds.Testing.Worlds;

/// <summary>The portal's use cases over a database of its own, without a web host and without workers.</summary>
public sealed class PortalWorld : IAsyncDisposable
{
    private readonly TestDatabase? _database; // Null when somebody else owns the database.
    private readonly ServiceProvider _services;

    private PortalWorld(string connectionString, TestDatabase? database)
    {
        _database = database;
        ConnectionString = connectionString;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddPortal(connectionString);
        _services = services.BuildServiceProvider();
    }

    public string ConnectionString { get; }

    public static async Task<PortalWorld> CreateAsync(PortalDatabases postgres, CancellationToken cancellationToken)
    {
        var database = await postgres.CreateDatabaseAsync(cancellationToken);
        var world = new PortalWorld(database.ConnectionString, database);
        await using var portal = await world.OpenAsync(cancellationToken);
        await PortalSecrets.EnsureAsync(portal, [1, 2, 3], cancellationToken);
        return world;
    }

    /// <summary>The use cases beside a portal that runs on the same database.</summary>
    public static PortalWorld Over(string connectionString) => new(connectionString, database: null);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<PortalContext> OpenAsync(CancellationToken cancellationToken) =>
        Get<IDbContextFactory<PortalContext>>().CreateDbContextAsync(cancellationToken);

    /// <summary>Opens an account and, for a sum above zero, pays it in through the bank.</summary>
    public async Task<long> OpenAccountAsync(AccountPlan plan, long yen, CancellationToken cancellationToken)
    {
        await using var portal = await OpenAsync(cancellationToken);
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        var bank = await AccountBook.OpenAsync(portal, AccountPlan.Bank, cancellationToken);
        var account = await AccountBook.OpenAsync(portal, plan, cancellationToken);
        if (yen > 0)
        {
            await LedgerWriter.PostAsync(
                portal, [new(bank, account, yen, LedgerReason.Deposit, "test")], Moments.Start, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return account;
    }

    public async Task<long> BalanceAsync(AccountPlan plan, CancellationToken cancellationToken)
    {
        await using var portal = await OpenAsync(cancellationToken);
        return await portal.Accounts
            .Where(row => row.OwnerKind == plan.OwnerKind && row.OwnerId == plan.OwnerId
                && row.AssetId == plan.AssetId && row.Kind == plan.Kind)
            .Select(row => row.Credits - row.Debits)
            .SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<long> CountAsync(string table, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"select count(*) from portal.{table}", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!; // count(*) is never null.
    }

    /// <summary>The nightly audit's findings; empty when the books are right.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync(CancellationToken cancellationToken) =>
        (await Get<AuditLedger>().ExecuteAsync(Moments.Start, cancellationToken)).Findings;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}
