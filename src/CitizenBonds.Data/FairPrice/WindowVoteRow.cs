using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.FairPrice;

/// <summary>The one vote of a miner on a ballot. Never changed.</summary>
public sealed class WindowVoteRow
{
    public long BallotId { get; set; }

    public long MinerId { get; set; }

    public double Constant { get; set; }

    public DateTimeOffset VotedAt { get; set; }
}

internal sealed class WindowVoteRowTable : IEntityTypeConfiguration<WindowVoteRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<WindowVoteRow> builder)
    {
        builder.ToTable("window_votes");
        builder.HasKey(row => new { row.BallotId, row.MinerId });
    }
}
