using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Banking;

/// <summary>A line of the bank statement that is booked, announced or not: no line is booked twice.</summary>
public sealed class TakenLineRow
{
    public required string BankReference { get; set; }
}

internal sealed class TakenLineRowTable : IEntityTypeConfiguration<TakenLineRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<TakenLineRow> builder)
    {
        builder.ToTable("taken_lines");
        builder.HasKey(row => row.BankReference);
        builder.Property(row => row.BankReference).ValueGeneratedNever();
    }
}
