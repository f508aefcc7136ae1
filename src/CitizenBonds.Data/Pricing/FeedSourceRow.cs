using CitizenBonds.Domain.Pricing.Feeds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Pricing;

/// <summary>Where a feed by HTTP stands.</summary>
public sealed class FeedSourceRow
{
    public required string Name { get; set; }

    public required string Series { get; set; }

    public DateTimeOffset AttemptedAt { get; set; }

    /// <summary>Null before the first answer that could be used.</summary>
    public DateTimeOffset? SucceededAt { get; set; }

    /// <summary>Null while it works.</summary>
    public FeedFailure? Failure { get; set; }

    /// <summary>Null while it works.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>In a row.</summary>
    public int Failures { get; set; }
}

internal sealed class FeedSourceRowTable : IEntityTypeConfiguration<FeedSourceRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<FeedSourceRow> builder)
    {
        builder.ToTable("feed_sources");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).ValueGeneratedNever();
    }
}
