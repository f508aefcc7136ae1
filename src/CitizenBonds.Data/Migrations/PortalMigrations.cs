using System.Reflection;
using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace CitizenBonds.Data.Migrations;

/// <summary>
/// Brings a database to the newest schema. Safe to call at every start and from several nodes at once.
/// </summary>
public static class PortalMigrations
{
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        // At almost every start there is nothing to do, and asking so plainly spares a second of the start.
        if (await IsCurrentAsync(connectionString, cancellationToken)) return;
        await using var identity = new IdentityContext(
            OptionsFor<IdentityContext>(connectionString, IdentityContext.Schema));
        await identity.Database.MigrateAsync(cancellationToken);
        await using var portal = new PortalContext(OptionsFor<PortalContext>(connectionString, "portal"));
        await portal.Database.MigrateAsync(cancellationToken);
    }

    private static async Task<bool> IsCurrentAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        const string HasHistory = """
            select to_regclass('identity.migrations') is not null and to_regclass('portal.migrations') is not null
            """;
        await using var look = new NpgsqlCommand(HasHistory, connection);
        if (await look.ExecuteScalarAsync(cancellationToken) is not true) return false;

        const string Missing = """
            select count(*) from unnest($1) known
            where known not in (select "MigrationId" from identity.migrations)
                and known not in (select "MigrationId" from portal.migrations)
            """;
        await using var count = new NpgsqlCommand(Missing, connection);
        count.Parameters.AddWithValue(Known());
        return await count.ExecuteScalarAsync(cancellationToken) is 0L;
    }

    private static string[] Known() =>
    [
        .. typeof(PortalMigrations).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>(),
    ];

    private static DbContextOptions<T> OptionsFor<T>(string connectionString, string schema)
        where T : DbContext =>
        new DbContextOptionsBuilder<T>()
            .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("migrations", schema))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;
}
