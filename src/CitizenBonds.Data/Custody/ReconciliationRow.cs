using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Custody;

/// <summary>Ledger and chain of one series, read at one block.</summary>
public sealed class ReconciliationRow
{
    public long IssueId { get; set; }

    public long BlockNumber { get; set; }

    public DateTimeOffset CheckedAt { get; set; }

    public long LedgerSupply { get; set; }

    public long LedgerOutside { get; set; }

    public long ChainSupply { get; set; }

    public long ChainOutside { get; set; }

    /// <summary>Booked out of the ledger, not yet on the chain.</summary>
    public long Leaving { get; set; }

    /// <summary>At the portal's account on the chain, not yet booked in.</summary>
    public long Arriving { get; set; }

    /// <summary>Paid back on the ledger, not yet burnt on the chain.</summary>
    public long Burning { get; set; }

    /// <summary>The part of it in wallets.</summary>
    public long BurningOutside { get; set; }

    /// <summary>Zero when the wallets hold what the ledger says.</summary>
    public long OutsideDifference => LedgerOutside - Leaving - Arriving + BurningOutside - ChainOutside;

    /// <summary>Zero when as many tokens exist on the chain as in the ledger.</summary>
    public long SupplyDifference => LedgerSupply + Burning - ChainSupply;
}

internal sealed class ReconciliationRowTable : IEntityTypeConfiguration<ReconciliationRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ReconciliationRow> builder)
    {
        builder.ToTable("chain_reconciliations");
        builder.HasKey(row => row.IssueId);
        builder.Property(row => row.IssueId).ValueGeneratedNever();
        builder.Ignore(row => row.OutsideDifference);
        builder.Ignore(row => row.SupplyDifference);
    }
}
