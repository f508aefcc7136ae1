using CitizenBonds.Data.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public DbSet<WorkerStateRow> WorkerStates => Set<WorkerStateRow>();
}
