using CitizenBonds.Data.Custody;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<WalletQuestionRow> WalletQuestions => Set<WalletQuestionRow>();

    public DbSet<WalletRow> Wallets => Set<WalletRow>();

    public DbSet<ChainSeriesRow> ChainSeries => Set<ChainSeriesRow>();

    public DbSet<CustodyMovementRow> CustodyMovements => Set<CustodyMovementRow>();

    public DbSet<CustodyCouponRow> CustodyCoupons => Set<CustodyCouponRow>();

    public DbSet<ReconciliationRow> Reconciliations => Set<ReconciliationRow>();
}
