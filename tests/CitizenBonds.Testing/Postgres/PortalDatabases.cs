using CitizenBonds.Data.Migrations;

namespace CitizenBonds.Testing.Postgres;

/// <summary>
/// Databases with the portal's newest schema. A test project shares one by
/// <c>[assembly: AssemblyFixture(typeof(PortalDatabases))]</c>; a test class asks for it in its constructor.
/// </summary>
public sealed class PortalDatabases() : PostgresFixture(PortalMigrations.MigrateAsync)
{
    private readonly Lock _first = new();
    private Task<TestDatabase>? _filled;

    /// <summary>A database that was filled once, by whoever asked first, and is copied for everybody.</summary>
    /// <param name="fillAsync">Leaves no connection behind.</param>
    public async Task<TestDatabase> CreateFilledAsync(
        Func<TestDatabase, Task> fillAsync, CancellationToken cancellationToken)
    {
        Task<TestDatabase> filled;
        lock (_first) filled = _filled ??= FillAsync(fillAsync, cancellationToken);
        return await CopyAsync(await filled, cancellationToken);
    }

    private async Task<TestDatabase> FillAsync(
        Func<TestDatabase, Task> fillAsync, CancellationToken cancellationToken)
    {
        var database = await CreateDatabaseAsync(cancellationToken);
        await fillAsync(database);
        return database;
    }
}
