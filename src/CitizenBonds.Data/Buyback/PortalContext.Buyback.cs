using CitizenBonds.Data.Buyback;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<BuybackProgrammeRow> BuybackProgrammes => Set<BuybackProgrammeRow>();

    public DbSet<BuybackEventRow> BuybackEvents => Set<BuybackEventRow>();

    public DbSet<BuybackStepRow> BuybackSteps => Set<BuybackStepRow>();

    public DbSet<BuybackAuctionRow> BuybackAuctions => Set<BuybackAuctionRow>();

    public DbSet<BuybackOfferRow> BuybackOffers => Set<BuybackOfferRow>();
}
