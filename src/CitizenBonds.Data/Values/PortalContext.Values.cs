using CitizenBonds.Data.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<DemoWorldRow> DemoWorld => Set<DemoWorldRow>();
}
