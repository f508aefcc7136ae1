using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Mining;

/// <summary>Bitcoin that reached the portal's wallet for the issuer; a transaction is booked once.</summary>
public sealed class BitcoinReceiptRow
{
    /// <summary>64 hexadecimal digits, as explorers print it.</summary>
    public required string TransactionId { get; set; }

    public long Satoshi { get; set; }

    public Guid BookedBy { get; set; }

    public DateTimeOffset BookedAt { get; set; }
}

internal sealed class BitcoinReceiptRowTable : IEntityTypeConfiguration<BitcoinReceiptRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<BitcoinReceiptRow> builder)
    {
        builder.ToTable("bitcoin_receipts");
        builder.HasKey(row => row.TransactionId);
    }
}
