using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Ledger;

/// <summary>A currency or a series of tokens; amounts of it are whole smallest units.</summary>
public sealed class AssetRow
{
    public long Id { get; set; }

    public required string Code { get; set; }

    public bool IsCurrency { get; set; }
}

internal sealed class AssetRowTable : IEntityTypeConfiguration<AssetRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<AssetRow> builder)
    {
        builder.ToTable("assets");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
