using CitizenBonds.Data.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<IssueDraftRow> IssueDrafts => Set<IssueDraftRow>();

    public DbSet<IssueRow> Issues => Set<IssueRow>();

    public DbSet<IssueEventRow> IssueEvents => Set<IssueEventRow>();

    public DbSet<ApplicationRow> Applications => Set<ApplicationRow>();

    public DbSet<ApplicationEventRow> ApplicationEvents => Set<ApplicationEventRow>();

    public DbSet<ApplicationDraftRow> ApplicationDrafts => Set<ApplicationDraftRow>();

    public DbSet<AllotmentRow> Allotments => Set<AllotmentRow>();

    public DbSet<AuctionBidderRow> AuctionBidders => Set<AuctionBidderRow>();

    public DbSet<AuctionBidRow> AuctionBids => Set<AuctionBidRow>();

    public DbSet<AuctionResultRow> AuctionResults => Set<AuctionResultRow>();
}
