using CitizenBonds.Data.Banking;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<BankMovementRow> BankMovements => Set<BankMovementRow>();
}
