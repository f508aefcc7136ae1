using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Offerings;

/// <summary>A bond issue from submission on. Terms are frozen with their hash at approval.</summary>
public sealed class IssueRow
{
    public long Id { get; set; }

    public long IssuerId { get; set; }

    public long PurposeId { get; set; }

    public BondProduct Product { get; set; }

    public IssueState State { get; set; }

    public int Version { get; set; }

    public required string TitleJa { get; set; }

    public required string TitleEn { get; set; }

    public long DenominationYen { get; set; }

    public long SizeTokens { get; set; }

    public SaleMethod SaleMethod { get; set; }

    /// <summary>What one token costs in the sale; in an auction the highest price that may be bid.</summary>
    public long PriceYen { get; set; }

    /// <summary>Bids below it are void; null unless the issue is auctioned.</summary>
    public long? ReservePriceYen { get; set; }

    /// <summary>Of the issue, set aside for citizens; null unless the issue is auctioned.</summary>
    public long? RetailReservePpm { get; set; }

    /// <summary>What everybody paid in the auction; null before it, and in a sale at a fixed price.</summary>
    public long? StopOutPriceYen { get; set; }

    /// <summary>What one token cost those who received one; before an auction the most it can cost.</summary>
    public long PaidPriceYen => StopOutPriceYen ?? PriceYen;

    /// <summary>Parts per million a year.</summary>
    public long CouponPpm { get; set; }

    /// <summary>Zero for a zero-coupon bond.</summary>
    public short PaymentsPerYear { get; set; }

    public required string DayCount { get; set; }

    public BusinessDayConvention Convention { get; set; }

    public required string Calendar { get; set; }

    public short RecordDaysBefore { get; set; }

    public DateOnly IssueDate { get; set; }

    public DateOnly MaturityDate { get; set; }

    public long MinimumTokens { get; set; }

    public long MultipleTokens { get; set; }

    public DateTimeOffset SaleOpensAt { get; set; }

    public DateTimeOffset SaleClosesAt { get; set; }

    public DateTimeOffset SettlesAt { get; set; }

    public bool ResidentsFirst { get; set; }

    /// <summary>Null: not a crowd issue.</summary>
    public long? CrowdMinimumTokens { get; set; }

    /// <summary>At submission.</summary>
    public CreditTier Tier { get; set; }

    public int PolicyVersion { get; set; }

    /// <summary>Canonical JSON; null until approved.</summary>
    public string? TermsJson { get; set; }

    public byte[]? TermsHash { get; set; }

    public byte[]? DrawCommitment { get; set; }

    public string? Isin { get; set; }

    public string? Cfi { get; set; }

    public long? AssetId { get; set; }

    public Guid SubmittedBy { get; set; }

    public DateTimeOffset SubmittedAt { get; set; }

    public Guid? ApprovedBy { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Redeemed, failed, refused or cancelled at.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

internal sealed class IssueRowTable : IEntityTypeConfiguration<IssueRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<IssueRow> builder)
    {
        builder.ToTable("issues");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Ignore(row => row.PaidPriceYen);
    }
}
