using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Pricing;

/// <summary>A metal price that passed every check, or was let through by two people.</summary>
public sealed class FeedQuoteRow
{
    /// <summary>Such as XAU; its unit is fixed with the series.</summary>
    public required string Series { get; set; }

    public DateOnly QuotedOn { get; set; }

    public double Value { get; set; }

    public required string Source { get; set; }

    public DateTimeOffset RecordedAt { get; set; }
}

internal sealed class FeedQuoteRowTable : IEntityTypeConfiguration<FeedQuoteRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<FeedQuoteRow> builder)
    {
        builder.ToTable("feed_quotes");
        builder.HasKey(row => new { row.Series, row.QuotedOn });
    }
}
