using CitizenBonds.Data.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

/// <summary>
/// The one business context: everything a use case changes is in one transaction. Each feature adds its tables in a
/// partial file of its own folder. The ledger's tables are only read through it; LedgerWriter writes them.
/// </summary>
public sealed partial class PortalContext(DbContextOptions<PortalContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("portal");
        modelBuilder.ApplyConfigurationsFromAssembly(
            typeof(PortalContext).Assembly,
            type => type.GetInterfaces().Any(i => i == typeof(IPortalTable)));
        SnakeCase.ApplyTo(modelBuilder);
    }
}
