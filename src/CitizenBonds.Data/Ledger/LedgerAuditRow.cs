using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Ledger;

/// <summary>The result of one audit of the whole ledger.</summary>
public sealed class LedgerAuditRow
{
    public long Id { get; set; }

    public DateTimeOffset RanAt { get; set; }

    public long TransfersChecked { get; set; }

    public long AccountsChecked { get; set; }

    public long BlocksChecked { get; set; }

    /// <summary>JSON array; empty when all is well.</summary>
    public required string Findings { get; set; }
}

internal sealed class LedgerAuditRowTable : IEntityTypeConfiguration<LedgerAuditRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<LedgerAuditRow> builder)
    {
        builder.ToTable("ledger_audits");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Findings).HasColumnType("jsonb");
    }
}
