using CitizenBonds.Domain.Custody;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Custody;

/// <summary>Tokens, or yen owed to a wallet, on their way between ledger and chain.</summary>
public sealed class CustodyMovementRow
{
    public long Id { get; set; }

    public CustodyDirection Direction { get; set; }

    public CustodyMovementState State { get; set; }

    /// <summary>Null while the owner is unknown.</summary>
    public long? InvestorId { get; set; }

    /// <summary>Null when yen come back.</summary>
    public long? IssueId { get; set; }

    /// <summary>Small letters.</summary>
    public required string Wallet { get; set; }

    /// <summary>Tokens, or yen.</summary>
    public long Quantity { get; set; }

    /// <summary>When the ledger booked it.</summary>
    public DateTimeOffset BookedAt { get; set; }

    /// <summary>From here on the ledger counted it outside while the chain counted it with the portal.</summary>
    public DateTimeOffset TransitFrom { get; set; }

    /// <summary>Until here; null while it lasts.</summary>
    public DateTimeOffset? TransitUntil { get; set; }

    /// <summary>What carries it out; null before it is planned, and of what comes in.</summary>
    public long? TransactionId { get; set; }

    /// <summary>Sent in a transaction of its own, after one with others was refused.</summary>
    public bool IsAlone { get; set; }

    /// <summary>Of what comes in: where it was announced, as the next.</summary>
    public string? TransactionHash { get; set; }

    /// <summary>Its place among the announcements of that transaction, from 0.</summary>
    public int? Ordinal { get; set; }

    /// <summary>The contract's own name for its refusal.</summary>
    public string? Failure { get; set; }
}

internal sealed class CustodyMovementRowTable : IEntityTypeConfiguration<CustodyMovementRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<CustodyMovementRow> builder)
    {
        builder.ToTable("custody_movements");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
