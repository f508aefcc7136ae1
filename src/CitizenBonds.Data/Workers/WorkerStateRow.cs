using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Workers;

/// <summary>What a worker last did, for the operator.</summary>
public sealed class WorkerStateRow
{
    public required string Name { get; set; }

    public DateTimeOffset LastStartedAt { get; set; }

    public DateTimeOffset? LastFinishedAt { get; set; }

    public string? LastError { get; set; }

    public long ItemsDone { get; set; }
}

internal sealed class WorkerStateRowTable : IEntityTypeConfiguration<WorkerStateRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<WorkerStateRow> builder)
    {
        builder.ToTable("worker_states");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).ValueGeneratedNever();
    }
}
