using CitizenBonds.Data.Commands;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<CommandRow> Commands => Set<CommandRow>();
}
