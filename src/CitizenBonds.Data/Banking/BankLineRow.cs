using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Banking;

/// <summary>A line of the bank statement that nobody announced. Its message is personal.</summary>
public sealed class BankLineRow
{
    public long Id { get; set; }

    /// <summary>The bank's own number of the line, unique.</summary>
    public required string BankReference { get; set; }

    public long AmountYen { get; set; }

    /// <summary>What the payer wrote.</summary>
    public required string Message { get; set; }

    public BankLineState State { get; set; }

    public Guid BookedBy { get; set; }

    public DateTimeOffset BookedAt { get; set; }

    /// <summary>The owner's deposit; null while nobody's.</summary>
    public long? MovementId { get; set; }

    /// <summary>Above the limit: to whom the first person wants it assigned.</summary>
    public long? ProposedInvestorId { get; set; }

    public Guid? ProposedBy { get; set; }

    public Guid? AssignedBy { get; set; }

    public DateTimeOffset? AssignedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class BankLineRowTable : IEntityTypeConfiguration<BankLineRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<BankLineRow> builder)
    {
        builder.ToTable("bank_lines", "identity");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
