using CitizenBonds.Domain.FairPrice;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.FairPrice;

/// <summary>One vote on k: its rules, fixed when it opens, and its result.</summary>
public sealed class WindowBallotRow
{
    public long Id { get; set; }

    public Guid OpenedBy { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset ClosesAt { get; set; }

    /// <summary>The height the notice counts from, announced beforehand.</summary>
    public long CloseHeight { get; set; }

    public long QuorumPpm { get; set; }

    public int NoticeBlocks { get; set; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? CountedAt { get; set; }

    /// <summary>Why it has no result; null while it is open and when it has one.</summary>
    public ConstantVoteRefusal? Refusal { get; set; }

    /// <summary>The result; null without one. As the three below.</summary>
    public double? Constant { get; set; }

    public long? TerahashesVoted { get; set; }

    public long? TerahashesRegistered { get; set; }

    public long? EffectiveHeight { get; set; }
}

internal sealed class WindowBallotRowTable : IEntityTypeConfiguration<WindowBallotRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<WindowBallotRow> builder)
    {
        builder.ToTable("window_ballots");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
