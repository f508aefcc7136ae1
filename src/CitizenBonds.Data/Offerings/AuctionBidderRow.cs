using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Offerings;

/// <summary>One bidder in one auction. Its number is the name under which the bids are published.</summary>
public sealed class AuctionBidderRow
{
    public long Id { get; set; }

    public long IssueId { get; set; }

    public long InvestorId { get; set; }

    /// <summary>Set aside for all bids of the bidder together.</summary>
    public long HeldYen { get; set; }

    public int Version { get; set; }
}

internal sealed class AuctionBidderRowTable : IEntityTypeConfiguration<AuctionBidderRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<AuctionBidderRow> builder)
    {
        builder.ToTable("auction_bidders");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
