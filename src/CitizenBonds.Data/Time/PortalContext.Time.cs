using CitizenBonds.Data.Time;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<ClockRow> Clock => Set<ClockRow>();

    public DbSet<SecretRow> Secrets => Set<SecretRow>();
}
