using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Chain;

/// <summary>Signed bytes of a transaction, kept before they were sent for the first time.</summary>
public sealed class ChainSendRow
{
    public required string Hash { get; set; }

    public long TransactionId { get; set; }

    public required byte[] Bytes { get; set; }

    public long MaxFeeWei { get; set; }

    public long PriorityWei { get; set; }

    /// <summary>The newest block when these bytes were made.</summary>
    public long FirstSentBlock { get; set; }

    public long LastSentBlock { get; set; }
}

internal sealed class ChainSendRowTable : IEntityTypeConfiguration<ChainSendRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ChainSendRow> builder)
    {
        builder.ToTable("chain_sends");
        builder.HasKey(row => row.Hash);
    }
}
