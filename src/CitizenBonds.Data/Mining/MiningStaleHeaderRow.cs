using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Mining;

/// <summary>A header that belonged to the chain followed until a branch with more work replaced it.</summary>
public sealed class MiningStaleHeaderRow
{
    public required byte[] Hash { get; set; }

    public long Height { get; set; }

    public required byte[] Header { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public DateTimeOffset ReplacedAt { get; set; }
}

internal sealed class MiningStaleHeaderRowTable : IEntityTypeConfiguration<MiningStaleHeaderRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MiningStaleHeaderRow> builder)
    {
        builder.ToTable("mining_stale_headers");
        builder.HasKey(row => row.Hash);
    }
}
