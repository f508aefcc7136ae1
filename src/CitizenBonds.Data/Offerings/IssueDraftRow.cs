using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Offerings;

/// <summary>What an officer has typed so far, right or wrong.</summary>
public sealed class IssueDraftRow
{
    public long Id { get; set; }

    public long IssuerId { get; set; }

    public Guid Author { get; set; }

    /// <summary>The fields as typed, JSON.</summary>
    public required string Body { get; set; }

    /// <summary>Set once submitted; a draft that was sent back keeps it.</summary>
    public long? IssueId { get; set; }

    public int Version { get; set; }

    /// <summary>The opened editor that saved last by itself; null after a form was sent.</summary>
    public Guid? Editor { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class IssueDraftRowTable : IEntityTypeConfiguration<IssueDraftRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<IssueDraftRow> builder)
    {
        builder.ToTable("issue_drafts");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Body).HasColumnType("jsonb");
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
