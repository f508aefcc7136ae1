using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Banking;

/// <summary>Money that enters or leaves the portal through its bank account.</summary>
public sealed class BankMovementRow
{
    public long Id { get; set; }

    public BankDirection Direction { get; set; }

    public AccountOwner OwnerKind { get; set; }

    public long OwnerId { get; set; }

    public long AmountYen { get; set; }

    /// <summary>What the payer quotes in the transfer; given by the portal.</summary>
    public required string PaymentReference { get; set; }

    /// <summary>
    /// The bank's own number of the statement line, unique; null until it was booked, and for withdrawals.
    /// </summary>
    public string? BankReference { get; set; }

    public BankMovementState State { get; set; }

    public Guid RequestedBy { get; set; }

    public DateTimeOffset RequestedAt { get; set; }

    public Guid? FirstApprovedBy { get; set; }

    public Guid? SecondApprovedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? Refusal { get; set; }

    /// <summary>Where a citizen's withdrawal goes; null for deposits and for governments.</summary>
    public long? PayoutAccountId { get; set; }

    public int Version { get; set; }
}

internal sealed class BankMovementRowTable : IEntityTypeConfiguration<BankMovementRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<BankMovementRow> builder)
    {
        builder.ToTable("bank_movements");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
