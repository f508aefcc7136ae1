using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Market;

/// <summary>How long a market maker's quote stood on one day.</summary>
public sealed class MarketMakerDayRow
{
    public long MakerId { get; set; }

    public DateOnly Day { get; set; }

    public long SessionMicroseconds { get; set; }

    public long QuotedMicroseconds { get; set; }
}

internal sealed class MarketMakerDayRowTable : IEntityTypeConfiguration<MarketMakerDayRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MarketMakerDayRow> builder)
    {
        builder.ToTable("market_maker_days");
        builder.HasKey(row => new { row.MakerId, row.Day });
    }
}
