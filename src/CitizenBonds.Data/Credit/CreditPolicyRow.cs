using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Credit;

/// <summary>A version of the published credit policy.</summary>
public sealed class CreditPolicyRow
{
    public int Version { get; set; }

    public DateOnly EffectiveFrom { get; set; }

    public required string Body { get; set; }

    public DateTimeOffset PublishedAt { get; set; }
}

internal sealed class CreditPolicyRowTable : IEntityTypeConfiguration<CreditPolicyRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<CreditPolicyRow> builder)
    {
        builder.ToTable("credit_policies");
        builder.HasKey(row => row.Version);
        builder.Property(row => row.Version).ValueGeneratedNever();
        builder.Property(row => row.Body).HasColumnType("jsonb");
    }
}
