using CitizenBonds.Data.Credit;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<IssuerRow> Issuers => Set<IssuerRow>();

    public DbSet<IndicatorRow> Indicators => Set<IndicatorRow>();

    public DbSet<CreditPolicyRow> CreditPolicies => Set<CreditPolicyRow>();

    public DbSet<CurvePointRow> CurvePoints => Set<CurvePointRow>();

    public DbSet<PurposeRow> Purposes => Set<PurposeRow>();
}
