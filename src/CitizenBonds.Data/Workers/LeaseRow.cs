using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Workers;

/// <summary>Which node does a task now; free again when it expires.</summary>
public sealed class LeaseRow
{
    public required string Name { get; set; }

    public Guid Holder { get; set; }

    /// <summary>Machine time of the database, never simulated.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class LeaseRowTable : IEntityTypeConfiguration<LeaseRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<LeaseRow> builder)
    {
        builder.ToTable("leases");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).ValueGeneratedNever();
    }
}
