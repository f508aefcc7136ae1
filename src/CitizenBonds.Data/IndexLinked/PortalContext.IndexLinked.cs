using CitizenBonds.Data.IndexLinked;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<IndexSeriesRow> IndexSeries => Set<IndexSeriesRow>();
}
