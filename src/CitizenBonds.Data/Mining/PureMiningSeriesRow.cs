using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Mining;

/// <summary>What makes an issue a series of PureMining bonds.</summary>
public sealed class PureMiningSeriesRow
{
    public long IssueId { get; set; }

    /// <summary>One bond earns what 1 MH/s is expected to mine: 1,000,000 of them are 1 TH/s.</summary>
    public long BondsPerToken { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class PureMiningSeriesRowTable : IEntityTypeConfiguration<PureMiningSeriesRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<PureMiningSeriesRow> builder)
    {
        builder.ToTable("pure_mining_series");
        builder.HasKey(row => row.IssueId);
        builder.Property(row => row.IssueId).ValueGeneratedNever();
    }
}
