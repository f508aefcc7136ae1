using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Offerings;

/// <summary>The history of an application.</summary>
public sealed class ApplicationEventRow
{
    public long Id { get; set; }

    public long ApplicationId { get; set; }

    public ApplicationEventKind Kind { get; set; }

    public long Quantity { get; set; }

    public DateTimeOffset HappenedAt { get; set; }
}

internal sealed class ApplicationEventRowTable : IEntityTypeConfiguration<ApplicationEventRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ApplicationEventRow> builder)
    {
        builder.ToTable("application_events");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
