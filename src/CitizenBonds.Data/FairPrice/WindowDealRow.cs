using CitizenBonds.Domain.FairPrice;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.FairPrice;

/// <summary>One deposit or withdrawal of tokens. Never changed.</summary>
public sealed class WindowDealRow
{
    public long Id { get; set; }

    public long InvestorId { get; set; }

    /// <summary>The publication it was dealt under.</summary>
    public long PriceNumber { get; set; }

    public WindowDirection Direction { get; set; }

    public long Tokens { get; set; }

    public long PriceYen { get; set; }

    public long AmountYen { get; set; }

    /// <summary>The first of its two transfers: the cash.</summary>
    public long FirstTransferId { get; set; }

    public DateTimeOffset DealtAt { get; set; }
}

internal sealed class WindowDealRowTable : IEntityTypeConfiguration<WindowDealRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<WindowDealRow> builder)
    {
        builder.ToTable("window_deals");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
