using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Market;

/// <summary>A machine that may write series; dead when its moment has passed.</summary>
public sealed class MarketNodeRow
{
    public Guid Node { get; set; }

    /// <summary>Machine time of the database, never simulated.</summary>
    public DateTimeOffset AliveUntil { get; set; }
}

internal sealed class MarketNodeRowTable : IEntityTypeConfiguration<MarketNodeRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MarketNodeRow> builder)
    {
        builder.ToTable("market_nodes");
        builder.HasKey(row => row.Node);
        builder.Property(row => row.Node).ValueGeneratedNever();
    }
}
