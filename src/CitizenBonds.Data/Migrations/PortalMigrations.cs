using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitizenBonds.Data.Migrations;

/// <summary>
/// Brings a database to the newest schema. Safe to call at every start and from several nodes at once.
/// </summary>
public static class PortalMigrations
{
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var identity = new IdentityContext(
            OptionsFor<IdentityContext>(connectionString, IdentityContext.Schema));
        await identity.Database.MigrateAsync(cancellationToken);
        await using var portal = new PortalContext(OptionsFor<PortalContext>(connectionString, "portal"));
        await portal.Database.MigrateAsync(cancellationToken);
    }

    private static DbContextOptions<T> OptionsFor<T>(string connectionString, string schema)
        where T : DbContext =>
        new DbContextOptionsBuilder<T>()
            .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("migrations", schema))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;
}
