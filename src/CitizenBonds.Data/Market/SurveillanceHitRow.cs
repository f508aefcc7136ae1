using CitizenBonds.Domain.Market.Surveillance;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Market;

/// <summary>Something a rule of surveillance found on a day that is over.</summary>
public sealed class SurveillanceHitRow
{
    public long Id { get; set; }

    public long SeriesId { get; set; }

    public DateOnly Day { get; set; }

    public SurveillanceRule Rule { get; set; }

    /// <summary>JSON of the hit.</summary>
    public required string Evidence { get; set; }
}

internal sealed class SurveillanceHitRowTable : IEntityTypeConfiguration<SurveillanceHitRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<SurveillanceHitRow> builder)
    {
        builder.ToTable("surveillance_hits");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Evidence).HasColumnType("jsonb");
    }
}
