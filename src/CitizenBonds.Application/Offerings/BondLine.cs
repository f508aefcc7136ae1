using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>A name in the two languages of the portal.</summary>
public sealed record BothNames(string Ja, string En)
{
    /// <param name="language">"ja" or anything else for English.</param>
    public string In(string language) => language == "ja" ? Ja : En;
}

/// <summary>One bond as lists show it.</summary>
public sealed record BondLine
{
    public required long IssueId { get; init; }
    public required string Isin { get; init; }
    public required BothNames Title { get; init; }
    public required string IssuerCode { get; init; }
    public required BothNames Issuer { get; init; }
    public required short Prefecture { get; init; }
    public required bool IsInvented { get; init; }
    public required BondProduct Product { get; init; }
    public required Rate Coupon { get; init; }
    public required bool IsZeroCoupon { get; init; }

    /// <summary>What one token cost; before an auction the most it can cost.</summary>
    public required Money Price { get; init; }

    public required SaleMethod SaleMethod { get; init; }
    public required Money Denomination { get; init; }
    public required Quantity Size { get; init; }

    /// <summary>Percent a year at the price of the sale; null when there is none.</summary>
    public required double? YieldPercent { get; init; }

    public required DateOnly IssueDate { get; init; }
    public required DateOnly MaturityDate { get; init; }
    public required PurposeKind PurposeKind { get; init; }
    public required BothNames Purpose { get; init; }
    public required IssueState State { get; init; }
    public required CreditTier Tier { get; init; }
    public required DateTimeOffset SaleOpensAt { get; init; }
    public required DateTimeOffset SaleClosesAt { get; init; }
    public required bool IsOpenNow { get; init; }

    internal static BondLine Of(IssueRow issue, IssuerRow issuer, PurposeRow purpose, DateTimeOffset now) => new()
    {
        IssueId = issue.Id,
        Isin = issue.Isin ?? "",
        Title = new(issue.TitleJa, issue.TitleEn),
        IssuerCode = issuer.Code,
        Issuer = new(issuer.NameJa, issuer.NameEn),
        Prefecture = issuer.Prefecture,
        IsInvented = issuer.IsInvented,
        Product = issue.Product,
        Coupon = Rate.FromPerMillion(issue.CouponPpm),
        IsZeroCoupon = issue.PaymentsPerYear == 0,
        Price = Money.FromYen(issue.PaidPriceYen),
        SaleMethod = issue.SaleMethod,
        Denomination = Money.FromYen(issue.DenominationYen),
        Size = Quantity.FromTokens(issue.SizeTokens),
        YieldPercent = IssueYield.PercentOf(issue),
        IssueDate = issue.IssueDate,
        MaturityDate = issue.MaturityDate,
        PurposeKind = purpose.Kind,
        Purpose = new(purpose.NameJa, purpose.NameEn),
        State = issue.State,
        Tier = issue.Tier,
        SaleOpensAt = issue.SaleOpensAt,
        SaleClosesAt = issue.SaleClosesAt,
        IsOpenNow = IsOpen(issue, now),
    };

    internal static bool IsOpen(IssueRow issue, DateTimeOffset now) =>
        issue.State == IssueState.Announced && issue.SaleOpensAt <= now && now < issue.SaleClosesAt;
}
