using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Migrations;
using CitizenBonds.Data.Time;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Web.Startup;

/// <summary>What must be true before the first request: the schema, the secrets, the time.</summary>
internal static class PortalPreparation
{
    public static async Task PrepareAsync(this WebApplication app, PortalDatabase database)
    {
        await PortalMigrations.MigrateAsync(database.ConnectionString, app.Lifetime.ApplicationStopping);
        var contexts = app.Services.GetRequiredService<IDbContextFactory<PortalContext>>();
        await using (var portal = await contexts.CreateDbContextAsync())
        {
            var seed = database.IsDemo ? DemoSeed.Bytes : null;
            await PortalSecrets.EnsureAsync(portal, seed, app.Lifetime.ApplicationStopping);
        }

        await app.Services.GetRequiredService<PortalClock>().RefreshAsync(app.Lifetime.ApplicationStopping);
        if (!database.IsDemo) app.Services.GetRequiredService<PortalReadiness>().SetReady();
    }
}
