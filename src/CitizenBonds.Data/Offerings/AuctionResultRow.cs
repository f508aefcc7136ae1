using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Offerings;

/// <summary>How an auction ended. While there is none, its bids are sealed.</summary>
public sealed class AuctionResultRow
{
    public long IssueId { get; set; }

    public long StopOutPriceYen { get; set; }

    public long RetailDemandTokens { get; set; }

    public long RetailAwardedTokens { get; set; }

    public long CompetitiveDemandTokens { get; set; }

    public long CompetitiveAwardedTokens { get; set; }

    /// <summary>Counted bids at the stop-out price.</summary>
    public long OfferedAtMarginTokens { get; set; }

    /// <summary>Of those, awarded.</summary>
    public long AwardedAtMarginTokens { get; set; }

    public int Bidders { get; set; }

    public int Bids { get; set; }

    public DateTimeOffset DecidedAt { get; set; }
}

internal sealed class AuctionResultRowTable : IEntityTypeConfiguration<AuctionResultRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<AuctionResultRow> builder)
    {
        builder.ToTable("auction_results");
        builder.HasKey(row => row.IssueId);
        builder.Property(row => row.IssueId).ValueGeneratedNever();
    }
}
