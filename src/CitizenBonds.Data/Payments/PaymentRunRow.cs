using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.IndexLinked;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Payments;

/// <summary>One coupon, the redemption or the buyback of an issue, paid to all concerned or to none.</summary>
public sealed class PaymentRunRow
{
    public long Id { get; set; }

    public long IssueId { get; set; }

    public PaymentKind Kind { get; set; }

    public int Number { get; set; }

    /// <summary>Holders at this moment are paid.</summary>
    public DateTimeOffset RecordAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public PaymentRunState State { get; set; }

    /// <summary>Holds the whole sum while it is paid out.</summary>
    public long? PoolAccountId { get; set; }

    /// <summary>Null until started.</summary>
    public long? TotalYen { get; set; }

    public int? Holders { get; set; }

    public long PaidYen { get; set; }

    public int PaidHolders { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>The issuer's account could not pay then.</summary>
    public DateTimeOffset? DefaultedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>I / I0 of the record date; null until started, and for bonds without an index.</summary>
    public long? IndexRatioPpm { get; set; }

    /// <summary>What amounts are multiplied by; null when the ratio is.</summary>
    public long? IndexFactorPpm { get; set; }

    /// <summary>The prices the ratio rests on, JSON; null when the ratio is.</summary>
    public string? IndexQuotes { get; set; }

    /// <summary>Why the run waits for its index; null when it does not.</summary>
    public IndexFault? IndexFault { get; set; }

    /// <summary>The metal without a usable price; null when nothing is missing.</summary>
    public string? IndexMissing { get; set; }

    public DateTimeOffset? IndexMissingSince { get; set; }
}

internal sealed class PaymentRunRowTable : IEntityTypeConfiguration<PaymentRunRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<PaymentRunRow> builder)
    {
        builder.ToTable("payment_runs");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.IndexQuotes).HasColumnType("jsonb");
    }
}
