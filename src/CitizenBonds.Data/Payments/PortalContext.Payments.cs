using CitizenBonds.Data.Payments;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<PaymentRunRow> PaymentRuns => Set<PaymentRunRow>();
}
