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

    /// <summary>The bank's number of the transfer that sent the money back to its payer, proposed or done.</summary>
    public string? ReturnReference { get; set; }

    public Guid? AssignedBy { get; set; }

    public DateTimeOffset? AssignedAt { get; set; }

    public int Version { get; set; }

    /// <summary>One of two persons has said where the money belongs; whatever was said before is gone.</summary>
    public void Propose(Guid person, long? investorId, string? returnReference)
    {
        State = BankLineState.Proposed;
        ProposedBy = person;
        ProposedInvestorId = investorId;
        ReturnReference = returnReference;
    }
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
