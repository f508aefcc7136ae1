using CitizenBonds.Data.Market;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<MarketSeriesRow> MarketSeries => Set<MarketSeriesRow>();

    public DbSet<MarketNodeRow> MarketNodes => Set<MarketNodeRow>();

    public DbSet<MarketLogRow> MarketLog => Set<MarketLogRow>();

    public DbSet<MarketOrderRow> MarketOrders => Set<MarketOrderRow>();

    public DbSet<MarketTradeRow> MarketTrades => Set<MarketTradeRow>();

    public DbSet<MarketInboxRow> MarketInbox => Set<MarketInboxRow>();

    public DbSet<MarketDayRow> MarketDays => Set<MarketDayRow>();

    public DbSet<MarketMakerRow> MarketMakers => Set<MarketMakerRow>();

    public DbSet<MarketMakerDayRow> MarketMakerDays => Set<MarketMakerDayRow>();

    public DbSet<SurveillanceHitRow> SurveillanceHits => Set<SurveillanceHitRow>();

    public DbSet<OrderDraftRow> OrderDrafts => Set<OrderDraftRow>();
}
