using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Offerings;

/// <summary>One investor's application in one sale.</summary>
public sealed class ApplicationRow
{
    public long Id { get; set; }

    public long IssueId { get; set; }

    public long InvestorId { get; set; }

    public ApplicationState State { get; set; }

    public long Quantity { get; set; }

    public long HeldYen { get; set; }

    public bool IsResident { get; set; }

    /// <summary>Null until the allotment.</summary>
    public long? AllottedQuantity { get; set; }

    public DateTimeOffset AppliedAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class ApplicationRowTable : IEntityTypeConfiguration<ApplicationRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ApplicationRow> builder)
    {
        builder.ToTable("applications");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
