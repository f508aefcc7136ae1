using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Buyback;

/// <summary>What a holder offers in a reverse auction; the tokens are held until it is cleared.</summary>
public sealed class BuybackOfferRow
{
    /// <summary>The order of arrival.</summary>
    public long Id { get; set; }

    public long AuctionId { get; set; }

    public long InvestorId { get; set; }

    /// <summary>Null: of the retail leg, at the average accepted price.</summary>
    public long? PriceYen { get; set; }

    /// <summary>Zero after a withdrawal.</summary>
    public long Quantity { get; set; }

    /// <summary>Null until the auction is cleared.</summary>
    public long? BoughtTokens { get; set; }

    public long? PaidPriceYen { get; set; }

    public DateTimeOffset OfferedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class BuybackOfferRowTable : IEntityTypeConfiguration<BuybackOfferRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<BuybackOfferRow> builder)
    {
        builder.ToTable("buyback_offers");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
