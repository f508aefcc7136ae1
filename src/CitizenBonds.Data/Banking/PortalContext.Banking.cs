using CitizenBonds.Data.Banking;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<BankMovementRow> BankMovements => Set<BankMovementRow>();

    public DbSet<BankLineRow> BankLines => Set<BankLineRow>();

    public DbSet<TakenLineRow> TakenLines => Set<TakenLineRow>();

    public DbSet<PayoutAccountRow> PayoutAccounts => Set<PayoutAccountRow>();
}
