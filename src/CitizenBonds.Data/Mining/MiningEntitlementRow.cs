using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Mining;

/// <summary>What one holder earned in one coupon, was paid, and carries on to the next.</summary>
public sealed class MiningEntitlementRow
{
    public long IssueId { get; set; }

    public long KeyHeight { get; set; }

    public long InvestorId { get; set; }

    public long Tokens { get; set; }

    /// <summary>Of the exact fraction of a satoshi earned by the holding, without what was carried before.</summary>
    public required string Numerator { get; set; }

    public required string Denominator { get; set; }

    public long PaidSatoshi { get; set; }

    /// <summary>Of what is left under one satoshi.</summary>
    public required string CarriedNumerator { get; set; }

    public required string CarriedDenominator { get; set; }
}

internal sealed class MiningEntitlementRowTable : IEntityTypeConfiguration<MiningEntitlementRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<MiningEntitlementRow> builder)
    {
        builder.ToTable("mining_entitlements");
        builder.HasKey(row => new { row.IssueId, row.KeyHeight, row.InvestorId });
    }
}
