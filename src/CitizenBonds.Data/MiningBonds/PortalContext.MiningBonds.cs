using CitizenBonds.Data.MiningBonds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<MiningSeriesRow> MiningSeries => Set<MiningSeriesRow>();

    public DbSet<TechnicalRecordRow> TechnicalRecords => Set<TechnicalRecordRow>();
}
