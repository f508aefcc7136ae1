using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Investors;

/// <summary>One sitting of the knowledge test.</summary>
public sealed class KnowledgeAttemptRow
{
    public long Id { get; set; }

    public long InvestorId { get; set; }

    public short RightAnswers { get; set; }

    public short Questions { get; set; }

    public DateTimeOffset TakenAt { get; set; }
}

internal sealed class KnowledgeAttemptRowTable : IEntityTypeConfiguration<KnowledgeAttemptRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<KnowledgeAttemptRow> builder)
    {
        builder.ToTable("knowledge_attempts");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
