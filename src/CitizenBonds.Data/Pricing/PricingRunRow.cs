using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Pricing;

/// <summary>One repricing of every series; kept for ever.</summary>
public sealed class PricingRunRow
{
    public long Id { get; set; }

    /// <summary>What the inputs were when it was made; another text means other inputs.</summary>
    public required string Fingerprint { get; set; }

    public DateOnly CurveQuotedOn { get; set; }

    public DateOnly PricedOn { get; set; }

    public DateTimeOffset PricedAt { get; set; }

    public int Series { get; set; }

    /// <summary>SHA-256 over the curve and the terms, tier and spread of every series.</summary>
    public required byte[] InputsHash { get; set; }

    public int ModelVersion { get; set; }
}

internal sealed class PricingRunRowTable : IEntityTypeConfiguration<PricingRunRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<PricingRunRow> builder)
    {
        builder.ToTable("pricing_runs");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
