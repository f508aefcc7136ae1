using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Ledger;

/// <summary>A sealed run of transfers, linked to the block before. Append only.</summary>
public sealed class BlockRow
{
    public long Height { get; set; }

    public long FirstId { get; set; }

    public long Count { get; set; }

    public required byte[] PreviousHash { get; set; }

    /// <summary>Root over the transfers of this block.</summary>
    public required byte[] MerkleRoot { get; set; }

    /// <summary>Root over all transfers up to and including this block.</summary>
    public required byte[] TreeRoot { get; set; }

    /// <summary>What is needed to go on with the tree over all transfers.</summary>
    public required byte[] Frontier { get; set; }

    public DateTimeOffset SealedAt { get; set; }

    public required byte[] Hash { get; set; }
}

internal sealed class BlockRowTable : IEntityTypeConfiguration<BlockRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<BlockRow> builder)
    {
        builder.ToTable("blocks");
        builder.HasKey(row => row.Height);
        builder.Property(row => row.Height).ValueGeneratedNever();
    }
}
