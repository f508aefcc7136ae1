using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Time;

/// <summary>A random value the portal keeps: the salt of pseudonyms, the key of draws.</summary>
public sealed class SecretRow
{
    public required string Name { get; set; }

    public required byte[] Value { get; set; }
}

internal sealed class SecretRowTable : IEntityTypeConfiguration<SecretRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<SecretRow> builder)
    {
        builder.ToTable("secrets");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).ValueGeneratedNever();
    }
}
