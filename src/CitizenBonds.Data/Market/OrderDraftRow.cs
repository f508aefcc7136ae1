using CitizenBonds.Domain.Market;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Market;

/// <summary>What an investor has typed into an order and not yet confirmed.</summary>
public sealed class OrderDraftRow
{
    public long InvestorId { get; set; }

    public long SeriesId { get; set; }

    public OrderSide Side { get; set; }

    public OrderType Type { get; set; }

    public required string QuantityText { get; set; }

    /// <summary>Typed as an amount of yen, not as a number of tokens.</summary>
    public bool IsInYen { get; set; }

    public required string LimitText { get; set; }

    /// <summary>Null: for today alone.</summary>
    public DateOnly? GoodTill { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class OrderDraftRowTable : IEntityTypeConfiguration<OrderDraftRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<OrderDraftRow> builder)
    {
        builder.ToTable("order_drafts");
        builder.HasKey(row => new { row.InvestorId, row.SeriesId });
    }
}
