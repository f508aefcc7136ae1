using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Offerings;

/// <summary>Who did what to an issue, and why.</summary>
public sealed class IssueEventRow
{
    public long Id { get; set; }

    public long IssueId { get; set; }

    public IssueEventKind Kind { get; set; }

    /// <summary>Null: the system.</summary>
    public Guid? Actor { get; set; }

    public required string Note { get; set; }

    public DateTimeOffset HappenedAt { get; set; }
}

internal sealed class IssueEventRowTable : IEntityTypeConfiguration<IssueEventRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<IssueEventRow> builder)
    {
        builder.ToTable("issue_events");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
