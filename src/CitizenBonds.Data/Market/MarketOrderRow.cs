using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Market;

/// <summary>What became of the order that the log's entry of the same number placed.</summary>
public sealed class MarketOrderRow
{
    public long SeriesId { get; set; }

    public long Sequence { get; set; }

    public long InvestorId { get; set; }

    public MarketOrderState State { get; set; }

    /// <summary>Still in the market; zero once the order is over.</summary>
    public long LeftTokens { get; set; }

    public long FilledTokens { get; set; }

    /// <summary>Price times quantity of the fills, without interest and fees.</summary>
    public long ValueYen { get; set; }

    /// <summary>Cash still set aside; zero for a sale, which sets aside what is left of its tokens.</summary>
    public long HeldYen { get; set; }

    public int FeePpm { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class MarketOrderRowTable : IEntityTypeConfiguration<MarketOrderRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MarketOrderRow> builder)
    {
        builder.ToView("market_orders", "portal");
        builder.HasKey(row => new { row.SeriesId, row.Sequence });
    }
}
