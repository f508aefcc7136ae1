using CitizenBonds.Data.Pricing;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<PricingRunRow> PricingRuns => Set<PricingRunRow>();

    public DbSet<FeedQuoteRow> FeedQuotes => Set<FeedQuoteRow>();

    public DbSet<FeedSourceRow> FeedSources => Set<FeedSourceRow>();

    public DbSet<FeedQuarantineRow> FeedQuarantine => Set<FeedQuarantineRow>();
}
