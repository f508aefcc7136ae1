using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Market;

/// <summary>A command for the machine that writes the series, and its answer.</summary>
public sealed class MarketInboxRow
{
    public long Id { get; set; }

    public long SeriesId { get; set; }

    public required string Body { get; set; }

    public DateTimeOffset SentAt { get; set; }

    /// <summary>Null until the writer has decided.</summary>
    public string? Answer { get; set; }
}

internal sealed class MarketInboxRowTable : IEntityTypeConfiguration<MarketInboxRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MarketInboxRow> builder)
    {
        builder.ToTable("market_inbox");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Body).HasColumnType("jsonb");
        builder.Property(row => row.Answer).HasColumnType("jsonb");
    }
}
