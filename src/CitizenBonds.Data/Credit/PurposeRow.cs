using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Credit;

/// <summary>What proceeds pay for: a deficit of a fiscal year or a project.</summary>
public sealed class PurposeRow
{
    public long Id { get; set; }

    public long IssuerId { get; set; }

    public PurposeKind Kind { get; set; }

    public required string NameJa { get; set; }

    public required string NameEn { get; set; }

    public int FiscalYear { get; set; }

    /// <summary>What is to be covered.</summary>
    public long AmountYen { get; set; }

    /// <summary>The account that shows what covered it.</summary>
    public long AccountId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class PurposeRowTable : IEntityTypeConfiguration<PurposeRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<PurposeRow> builder)
    {
        builder.ToTable("purposes");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
