using CitizenBonds.Data.Mining;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<PureMiningSeriesRow> PureMiningSeries => Set<PureMiningSeriesRow>();

    public DbSet<MiningHeaderRow> MiningHeaders => Set<MiningHeaderRow>();

    public DbSet<MiningStaleHeaderRow> MiningStaleHeaders => Set<MiningStaleHeaderRow>();

    public DbSet<MiningChainRow> MiningChain => Set<MiningChainRow>();

    public DbSet<MiningKeyBlockRow> MiningKeyBlocks => Set<MiningKeyBlockRow>();

    public DbSet<MiningCouponRow> MiningCoupons => Set<MiningCouponRow>();

    public DbSet<MiningEntitlementRow> MiningEntitlements => Set<MiningEntitlementRow>();

    public DbSet<MiningCallRow> MiningCalls => Set<MiningCallRow>();

    public DbSet<BitcoinReceiptRow> BitcoinReceipts => Set<BitcoinReceiptRow>();
}
