using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Market;

/// <summary>Who was there first.</summary>
public enum TradeTaker
{
    /// <summary>Nobody: both met in a call auction.</summary>
    None = 0,
    Buyer = 1,
    Seller = 2,
}

/// <summary>
/// One trade. Trades of the same two people in one batch are paid by one transfer of cash and one of tokens, whose
/// amounts are the sums of their trades. Append only.
/// </summary>
public sealed class MarketTradeRow
{
    public long SeriesId { get; set; }

    /// <summary>From 1, without gaps.</summary>
    public long Number { get; set; }

    public long BuySequence { get; set; }

    public long SellSequence { get; set; }

    public long BuyerId { get; set; }

    public long SellerId { get; set; }

    public TradeTaker Taker { get; set; }

    public long Price { get; set; }

    public long Quantity { get; set; }

    /// <summary>Interest the buyer pays beside the price; below zero when the seller owes it.</summary>
    public long AccruedYen { get; set; }

    public long BuyerFeeYen { get; set; }

    public long SellerFeeYen { get; set; }

    /// <summary>The entry of the log that made the trade.</summary>
    public long LogSequence { get; set; }

    public long CashTransfer { get; set; }

    public long TokenTransfer { get; set; }

    public DateTimeOffset TradedAt { get; set; }
}

internal sealed class MarketTradeRowTable : IEntityTypeConfiguration<MarketTradeRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MarketTradeRow> builder)
    {
        builder.ToTable("market_trades");
        builder.HasKey(row => new { row.SeriesId, row.Number });
    }
}
