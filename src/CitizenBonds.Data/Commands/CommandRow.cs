using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Commands;

/// <summary>A command that was carried out: its key, a digest of its input, and what came of it.</summary>
public sealed class CommandRow
{
    /// <summary>Order of recording, made by the database.</summary>
    public long Id { get; set; }

    public required string Key { get; set; }

    /// <summary>SHA-256 of name and input.</summary>
    public required byte[] Digest { get; set; }

    public required string Outcome { get; set; }

    /// <summary>Null: the system.</summary>
    public Guid? Actor { get; set; }

    public required string Name { get; set; }

    public DateTimeOffset RecordedAt { get; set; }
}

internal sealed class CommandRowTable : IEntityTypeConfiguration<CommandRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<CommandRow> builder)
    {
        builder.ToTable("commands");
        builder.HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.Property(row => row.Outcome).HasColumnType("jsonb");
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
