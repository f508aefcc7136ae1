using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.FairPrice;

/// <summary>One publication of the rate steward: inputs, K, and the link to the one before. Never changed.</summary>
public sealed class WindowPriceRow
{
    public long Number { get; set; }

    public required byte[] PreviousHash { get; set; }

    public required byte[] Hash { get; set; }

    public DateTimeOffset PublishedAt { get; set; }

    public Guid PublishedBy { get; set; }

    public long Height { get; set; }

    public double Difficulty { get; set; }

    /// <summary>Yen for one bitcoin.</summary>
    public double CoinPrice { get; set; }

    /// <summary>k, as the miners voted it.</summary>
    public double Constant { get; set; }

    /// <summary>A share of K: 0.1 is 10 %.</summary>
    public double Margin { get; set; }

    public double K { get; set; }

    /// <summary>Market price of one token: what the window deals at.</summary>
    public long TokenPriceYen { get; set; }

    public double JoulesPerHash { get; set; }

    public double YenPerKilowattHour { get; set; }

    public required string Sources { get; set; }
}

internal sealed class WindowPriceRowTable : IEntityTypeConfiguration<WindowPriceRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<WindowPriceRow> builder)
    {
        builder.ToTable("window_prices");
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Number).ValueGeneratedNever();
    }
}
