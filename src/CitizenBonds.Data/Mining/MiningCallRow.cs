using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Mining;

/// <summary>The call of a series: announced, buying, ended.</summary>
public sealed class MiningCallRow
{
    public long IssueId { get; set; }

    public MiningCallState State { get; set; }

    public DateTimeOffset AnnouncedAt { get; set; }

    public Guid AnnouncedBy { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    /// <summary>In the 744 hours before the announcement.</summary>
    public long HighestTradeYen { get; set; }

    /// <summary>Per token.</summary>
    public long PriceYen { get; set; }

    /// <summary>What the issuer's account lacks to buy everything; zero when nothing is missing.</summary>
    public long MissingYen { get; set; }

    public long BoughtTokens { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class MiningCallRowTable : IEntityTypeConfiguration<MiningCallRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MiningCallRow> builder)
    {
        builder.ToTable("mining_calls");
        builder.HasKey(row => row.IssueId);
        builder.Property(row => row.IssueId).ValueGeneratedNever();
    }
}
