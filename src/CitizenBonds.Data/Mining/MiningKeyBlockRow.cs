using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Mining;

/// <summary>A key block with five more on it. Never changed, whatever the chain does afterwards.</summary>
public sealed class MiningKeyBlockRow
{
    public long Height { get; set; }

    public required byte[] Header { get; set; }

    public required byte[] Hash { get; set; }

    public DateTimeOffset RecordedAt { get; set; }
}

internal sealed class MiningKeyBlockRowTable : IEntityTypeConfiguration<MiningKeyBlockRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MiningKeyBlockRow> builder)
    {
        builder.ToTable("mining_key_blocks");
        builder.HasKey(row => row.Height);
        builder.Property(row => row.Height).ValueGeneratedNever();
    }
}
