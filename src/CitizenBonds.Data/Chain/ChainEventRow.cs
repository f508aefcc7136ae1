using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Chain;

/// <summary>
/// What one of our contracts announced, in a block that is on the chain as far as we have followed it.
/// </summary>
public sealed class ChainEventRow
{
    public long BlockNumber { get; set; }

    public int LogIndex { get; set; }

    public required string Contract { get; set; }

    public required string TransactionHash { get; set; }

    public required string[] Topics { get; set; }

    public required byte[] Content { get; set; }

    /// <summary>The time of its block.</summary>
    public DateTimeOffset MadeAt { get; set; }
}

internal sealed class ChainEventRowTable : IEntityTypeConfiguration<ChainEventRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ChainEventRow> builder)
    {
        builder.ToTable("chain_events");
        builder.HasKey(row => new { row.BlockNumber, row.LogIndex });
    }
}
