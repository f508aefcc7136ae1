using CitizenBonds.Domain.Pricing.Feeds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Pricing;

/// <summary>Feed data that failed a check. It prices nothing until two people let it through.</summary>
public sealed class FeedQuarantineRow
{
    public long Id { get; set; }

    public required string Series { get; set; }

    public DateOnly QuotedOn { get; set; }

    /// <summary>The values as received: <c>{"value":…}</c> or <c>{"12":…,"24":…}</c> by tenor in months.</summary>
    public required string Body { get; set; }

    public required string Source { get; set; }

    public FeedFault Fault { get; set; }

    public QuarantineState State { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>Null: by a machine.</summary>
    public Guid? ReceivedBy { get; set; }

    /// <summary>Who proposed the release; null until then.</summary>
    public Guid? ProposedBy { get; set; }

    /// <summary>Who confirmed or rejected it; null until then, never the proposer when released.</summary>
    public Guid? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class FeedQuarantineRowTable : IEntityTypeConfiguration<FeedQuarantineRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<FeedQuarantineRow> builder)
    {
        builder.ToTable("feed_quarantine");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Body).HasColumnType("jsonb");
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
