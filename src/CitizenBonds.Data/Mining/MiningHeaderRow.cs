using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Mining;

/// <summary>A header of the chain followed.</summary>
public sealed class MiningHeaderRow
{
    public long Height { get; set; }

    /// <summary>In the order of the bytes on the wire.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The 80 bytes.</summary>
    public required byte[] Header { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }
}

internal sealed class MiningHeaderRowTable : IEntityTypeConfiguration<MiningHeaderRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MiningHeaderRow> builder)
    {
        builder.ToTable("mining_headers");
        builder.HasKey(row => row.Height);
        builder.Property(row => row.Height).ValueGeneratedNever();
    }
}
