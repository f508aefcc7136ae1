using CitizenBonds.Data.Investors;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<InvestorRow> Investors => Set<InvestorRow>();

    public DbSet<IdentityCheckRow> IdentityChecks => Set<IdentityCheckRow>();

    public DbSet<KnowledgeAttemptRow> KnowledgeAttempts => Set<KnowledgeAttemptRow>();
}
