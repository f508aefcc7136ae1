using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Offerings;

/// <summary>How a sale was allotted, with the seed anyone can draw again with.</summary>
public sealed class AllotmentRow
{
    public long IssueId { get; set; }

    public required byte[] Seed { get; set; }

    public long CeilingTokens { get; set; }

    public long DemandTokens { get; set; }

    public long AllottedTokens { get; set; }

    public long DrawnTokens { get; set; }

    public int Applicants { get; set; }

    public DateTimeOffset DecidedAt { get; set; }
}

internal sealed class AllotmentRowTable : IEntityTypeConfiguration<AllotmentRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<AllotmentRow> builder)
    {
        builder.ToTable("allotments");
        builder.HasKey(row => row.IssueId);
        builder.Property(row => row.IssueId).ValueGeneratedNever();
    }
}
