using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Issuers;

/// <summary>One issuer as lists show it.</summary>
public sealed record IssuerLine
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required BothNames Name { get; init; }
    public required IssuerKind Kind { get; init; }

    /// <summary>1 to 47; 0 for the nation and for invented towns without one.</summary>
    public required short Prefecture { get; init; }

    public required bool IsInvented { get; init; }

    /// <summary>Of the latest year; null when figures are missing or the policy does not cover the issuer.</summary>
    public required CreditTier? Tier { get; init; }

    /// <summary>Announced ones, whatever became of them.</summary>
    public required int Bonds { get; init; }

    /// <summary>Face value of the tokens of its live bonds: what it owes here.</summary>
    public required Money Outstanding { get; init; }

    /// <summary>Coupons and redemptions paid in full when they were due.</summary>
    public required int PaidOnTime { get; init; }

    /// <summary>Paid in full after a default.</summary>
    public required int PaidLate { get; init; }

    /// <summary>Due and not paid.</summary>
    public required int InDefault { get; init; }
}

/// <summary>One fiscal year of published figures with the tier they give.</summary>
/// <param name="HasNoFutureBurden">Published as "none": counts as zero.</param>
/// <param name="IsScaleAssumed">The standard fiscal scale is a stated assumption.</param>
public sealed record IssuerYear(
    FiscalIndicators Figures, bool HasNoFutureBurden, bool IsScaleAssumed, string Source, CreditTier? Tier);

/// <summary>A bond that pays for a purpose.</summary>
/// <param name="Proceeds">What its sale brought; zero until then.</param>
public sealed record CoveringBond(string Isin, BothNames Title, Money Proceeds, IssueState State);

/// <summary>A deficit or a project, and what covered it.</summary>
public sealed record IssuerPurpose(
    long Id, PurposeKind Kind, BothNames Name, int FiscalYear, Money Amount, Money Covered,
    IReadOnlyList<CoveringBond> Bonds);

/// <summary>A live bond as what it is: a debt.</summary>
public sealed record Obligation(string Isin, BothNames Title, Money FaceValue, DateOnly DueOn);

/// <summary>One payment that was due.</summary>
/// <param name="DefaultedAt">Null when it was never late.</param>
public sealed record PastPayment(
    string Isin, PaymentKind Kind, int Number, DateTimeOffset DueAt, PaymentRunState State, Money? Total,
    DateTimeOffset? PaidAt, DateTimeOffset? DefaultedAt);

/// <summary>Everything the public page of one issuer shows.</summary>
public sealed record IssuerPageView
{
    public required IssuerLine Line { get; init; }

    /// <summary>Latest first.</summary>
    public required IReadOnlyList<IssuerYear> Years { get; init; }

    /// <summary>Of the latest year; null without figures and for the nation.</summary>
    public required CreditAssessment? Assessment { get; init; }

    public required int PolicyVersion { get; init; }

    /// <summary>Null without a tier or a standard fiscal scale.</summary>
    public required IssuanceLimit? Limit { get; init; }

    /// <summary>Face value that counts against the limit: live bonds and those on the way.</summary>
    public required Money LimitUsed { get; init; }

    public required Money NewThisYear { get; init; }
    public required int FiscalYear { get; init; }
    public required IReadOnlyList<IssuerPurpose> Purposes { get; init; }
    public required IReadOnlyList<Obligation> Obligations { get; init; }
    public required IReadOnlyList<BondLine> Bonds { get; init; }

    /// <summary>Latest first.</summary>
    public required IReadOnlyList<PastPayment> Payments { get; init; }
}
