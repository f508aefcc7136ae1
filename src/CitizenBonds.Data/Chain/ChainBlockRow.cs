using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Chain;

/// <summary>A block we followed.</summary>
public sealed class ChainBlockRow
{
    public long Number { get; set; }

    public required string Hash { get; set; }

    public required string ParentHash { get; set; }
}

internal sealed class ChainBlockRowTable : IEntityTypeConfiguration<ChainBlockRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ChainBlockRow> builder)
    {
        builder.ToTable("chain_blocks");
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Number).ValueGeneratedNever();
    }
}
