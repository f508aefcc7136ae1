using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Mining;

/// <summary>Where the coupons stand with the chain; one row.</summary>
public sealed class MiningChainRow
{
    public bool OnlyRow { get; set; }

    /// <summary>The first header held, a checkpoint; null before the first import, like the next two.</summary>
    public long? BaseHeight { get; set; }

    public long? TipHeight { get; set; }

    /// <summary>The last key block recorded; it only rises.</summary>
    public long? LastKeyHeight { get; set; }

    public MiningChainState State { get; set; }

    /// <summary>Last block both branches share; null unless suspended.</summary>
    public long? ForkHeight { get; set; }

    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>When a new header last came in; null before the first.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>Where it came from.</summary>
    public required string Source { get; set; }
}

internal sealed class MiningChainRowTable : IEntityTypeConfiguration<MiningChainRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MiningChainRow> builder)
    {
        builder.ToTable("mining_chain");
        builder.HasKey(row => row.OnlyRow);
        builder.Property(row => row.OnlyRow).ValueGeneratedNever();
    }
}
