using CitizenBonds.Domain.Disclosure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Disclosure;

/// <summary>A structured disclosure; a correction is a further version.</summary>
public sealed class FilingRow
{
    public long Id { get; set; }

    public long IssuerId { get; set; }

    public long? IssueId { get; set; }

    public FilingKind Kind { get; set; }

    public int Version { get; set; }

    public DateOnly? DueOn { get; set; }

    public required string Body { get; set; }

    public DateTimeOffset FiledAt { get; set; }
}

internal sealed class FilingRowTable : IEntityTypeConfiguration<FilingRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<FilingRow> builder)
    {
        builder.ToTable("filings");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Body).HasColumnType("jsonb");
    }
}
