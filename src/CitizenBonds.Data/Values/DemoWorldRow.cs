using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Values;

/// <summary>How far the demonstration is built.</summary>
public sealed class DemoWorldRow
{
    public bool OnlyRow { get; set; }

    public long Seed { get; set; }

    public DateTimeOffset? BuiltAt { get; set; }

    public byte[]? LedgerHash { get; set; }
}

internal sealed class DemoWorldRowTable : IEntityTypeConfiguration<DemoWorldRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<DemoWorldRow> builder)
    {
        builder.ToTable("demo_world");
        builder.HasKey(row => row.OnlyRow);
        builder.Property(row => row.OnlyRow).ValueGeneratedNever();
    }
}
