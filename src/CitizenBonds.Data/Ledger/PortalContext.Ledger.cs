using CitizenBonds.Data.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<AssetRow> Assets => Set<AssetRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<TransferRow> Transfers => Set<TransferRow>();

    public DbSet<BlockRow> Blocks => Set<BlockRow>();

    public DbSet<LedgerAuditRow> LedgerAudits => Set<LedgerAuditRow>();
}
