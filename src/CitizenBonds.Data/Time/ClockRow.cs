using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Time;

/// <summary>The one row that says whether time is simulated and how far it is ahead of the machine.</summary>
public sealed class ClockRow
{
    public bool OnlyRow { get; set; }

    public bool IsDemo { get; set; }

    /// <summary>Simulated time minus machine time.</summary>
    public long OffsetMicroseconds { get; set; }
}

internal sealed class ClockRowTable : IEntityTypeConfiguration<ClockRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ClockRow> builder)
    {
        builder.ToTable("clock");
        builder.HasKey(row => row.OnlyRow);
        builder.Property(row => row.OnlyRow).ValueGeneratedNever();
    }
}
