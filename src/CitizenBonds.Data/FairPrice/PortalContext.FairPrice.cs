using CitizenBonds.Data.FairPrice;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<WindowPriceRow> WindowPrices => Set<WindowPriceRow>();

    public DbSet<WindowMinerRow> WindowMiners => Set<WindowMinerRow>();

    public DbSet<WindowBallotRow> WindowBallots => Set<WindowBallotRow>();

    public DbSet<WindowVoteRow> WindowVotes => Set<WindowVoteRow>();

    public DbSet<WindowDealRow> WindowDeals => Set<WindowDealRow>();
}
