using CitizenBonds.Application.Ledger;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>One payment of a bond: planned, made, or late.</summary>
/// <param name="PerToken">For one token.</param>
/// <param name="Total">Null until the payment was started.</param>
public sealed record BondPayment(
    PaymentKind Kind, int Number, DateOnly RecordDate, DateTimeOffset DueAt, Money PerToken, PaymentRunState State,
    Money? Total, int? Holders, DateTimeOffset? PaidAt, DateTimeOffset? DefaultedAt);

/// <summary>How the sale was allotted; the seed lets anybody draw again.</summary>
public sealed record AllotmentView(
    long DemandTokens, long AllottedTokens, long CeilingTokens, long DrawnTokens, int Applicants, string SeedHex,
    DateTimeOffset DecidedAt);

public sealed record IssueEventView(IssueEventKind Kind, DateTimeOffset HappenedAt, string Note);

/// <param name="Body">Structured, as JSON.</param>
public sealed record FilingView(
    long Id, FilingKind Kind, int Version, DateTimeOffset FiledAt, DateOnly? DueOn, string Body);

/// <summary>What a round sum becomes: in when the issue settles, out with every payment.</summary>
/// <param name="Paid">For <paramref name="Tokens"/> at the price of the sale.</param>
/// <param name="Flows">Each payment, before tax.</param>
/// <param name="Back">All payments together.</param>
public sealed record WhatItBecomes(
    Money Paid, Quantity Tokens, IReadOnlyList<(DateOnly Day, Money Amount)> Flows, Money Back);

/// <summary>Everything the public page of one bond shows.</summary>
public sealed record BondPageView
{
    public required BondLine Line { get; init; }
    public required string Cfi { get; init; }
    public required string DayCount { get; init; }
    public required string Calendar { get; init; }
    public required int PaymentsPerYear { get; init; }
    public required int RecordDaysBefore { get; init; }
    public required Quantity Minimum { get; init; }
    public required Quantity Multiple { get; init; }
    public required bool ResidentsFirst { get; init; }
    public required Quantity? CrowdMinimum { get; init; }
    public required DateTimeOffset SettlesAt { get; init; }
    public required string TermsHash { get; init; }
    public required string DrawCommitment { get; init; }
    public required int PurposeFiscalYear { get; init; }
    public required Money PurposeAmount { get; init; }
    public required Money PurposeCovered { get; init; }

    /// <summary>Tokens applied for in the sale that runs; zero before and after.</summary>
    public required Quantity Demand { get; init; }

    public required Quantity Outstanding { get; init; }
    public required int Holders { get; init; }

    /// <summary>It has a technical value of its own and may be bought back.</summary>
    public required bool IsMiningBond { get; init; }

    public required WhatItBecomes TenThousandYen { get; init; }
    public required IReadOnlyList<BondPayment> Payments { get; init; }
    public required AllotmentView? Allotment { get; init; }

    /// <summary>Null: sold at a fixed price.</summary>
    public required AuctionView? Auction { get; init; }
    public required IReadOnlyList<IssueEventView> Events { get; init; }
    public required IReadOnlyList<FilingView> Filings { get; init; }
    public required IReadOnlyList<LedgerLine> Ledger { get; init; }
}
