using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Offerings;

/// <summary>A competitive bid. Until the auction is settled only its bidder may be shown it.</summary>
public sealed class AuctionBidRow
{
    /// <summary>Grows with the order of arrival.</summary>
    public long Id { get; set; }

    public long BidderId { get; set; }

    public long IssueId { get; set; }

    public long PriceYen { get; set; }

    public long Quantity { get; set; }

    public BidState State { get; set; }

    /// <summary>Null until the auction is settled.</summary>
    public long? AwardedQuantity { get; set; }

    public DateTimeOffset PlacedAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class AuctionBidRowTable : IEntityTypeConfiguration<AuctionBidRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<AuctionBidRow> builder)
    {
        builder.ToTable("auction_bids");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
