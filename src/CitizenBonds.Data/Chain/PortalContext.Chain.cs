using CitizenBonds.Data.Chain;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<ChainNetworkRow> ChainNetworks => Set<ChainNetworkRow>();

    public DbSet<ChainBlockRow> ChainBlocks => Set<ChainBlockRow>();

    public DbSet<ChainTransactionRow> ChainTransactions => Set<ChainTransactionRow>();

    public DbSet<ChainSendRow> ChainSends => Set<ChainSendRow>();

    public DbSet<ChainContractRow> ChainContracts => Set<ChainContractRow>();

    public DbSet<ChainEventRow> ChainEvents => Set<ChainEventRow>();

    public DbSet<ChainIncidentRow> ChainIncidents => Set<ChainIncidentRow>();
}
