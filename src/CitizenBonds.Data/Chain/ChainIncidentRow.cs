using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Chain;

/// <summary>Something about the chain that a person should look at.</summary>
public sealed class ChainIncidentRow
{
    public ChainIncidentKind Kind { get; set; }

    /// <summary>What it concerns, such as a contract or an intent; empty for the chain itself.</summary>
    public required string Subject { get; set; }

    public required string Detail { get; set; }

    public DateTimeOffset FirstSeenAt { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }
}

internal sealed class ChainIncidentRowTable : IEntityTypeConfiguration<ChainIncidentRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ChainIncidentRow> builder)
    {
        builder.ToTable("chain_incidents");
        builder.HasKey(row => new { row.Kind, row.Subject });
    }
}
