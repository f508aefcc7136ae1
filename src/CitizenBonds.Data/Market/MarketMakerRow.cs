using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Market;

/// <summary>A promise to quote a series.</summary>
public sealed class MarketMakerRow
{
    public long Id { get; set; }

    public long SeriesId { get; set; }

    public long InvestorId { get; set; }

    public long SpreadMaxPpm { get; set; }

    public long SizeMinTokens { get; set; }

    public long PresenceMinPpm { get; set; }

    /// <summary>The first day that counts.</summary>
    public DateOnly FirstDay { get; set; }

    /// <summary>The last day that counts; null while the promise holds.</summary>
    public DateOnly? LastDay { get; set; }

    public DateTimeOffset AppointedAt { get; set; }
}

internal sealed class MarketMakerRowTable : IEntityTypeConfiguration<MarketMakerRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MarketMakerRow> builder)
    {
        builder.ToTable("market_makers");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
