using CitizenBonds.Data.Market;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<MarketSeriesRow> MarketSeries => Set<MarketSeriesRow>();

    public DbSet<MarketNodeRow> MarketNodes => Set<MarketNodeRow>();

    public DbSet<MarketLogRow> MarketLog => Set<MarketLogRow>();

    public DbSet<MarketOrderRow> MarketOrders => Set<MarketOrderRow>();

    /// <summary>Orders that rest, found without looking at those that are over.</summary>
    public IQueryable<MarketOrderRow> OpenMarketOrders =>
        MarketOrders.FromSql($"select * from portal.market_open_orders");

    public DbSet<MarketTradeRow> MarketTrades => Set<MarketTradeRow>();

    public DbSet<MarketInboxRow> MarketInbox => Set<MarketInboxRow>();

    public DbSet<MarketDayRow> MarketDays => Set<MarketDayRow>();

    public DbSet<MarketMakerRow> MarketMakers => Set<MarketMakerRow>();

    public DbSet<MarketMakerDayRow> MarketMakerDays => Set<MarketMakerDayRow>();

    public DbSet<SurveillanceHitRow> SurveillanceHits => Set<SurveillanceHitRow>();

    public DbSet<OrderDraftRow> OrderDrafts => Set<OrderDraftRow>();
}
