using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Ledger;

/// <summary>One movement between two accounts. Append only.</summary>
public sealed class TransferRow
{
    /// <summary>Gapless, in order of commit.</summary>
    public long Id { get; set; }

    /// <summary>Where the amount leaves.</summary>
    public long DebitAccount { get; set; }

    /// <summary>Where it arrives.</summary>
    public long CreditAccount { get; set; }

    /// <summary>Smallest units, above zero.</summary>
    public long Amount { get; set; }

    public long AssetId { get; set; }

    /// <summary>The issue it belongs to; zero for none.</summary>
    public long SeriesId { get; set; }

    public LedgerReason Reason { get; set; }

    public required string Reference { get; set; }

    public DateTimeOffset BookedAt { get; set; }
}

internal sealed class TransferRowTable : IEntityTypeConfiguration<TransferRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<TransferRow> builder)
    {
        builder.ToTable("transfers");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
