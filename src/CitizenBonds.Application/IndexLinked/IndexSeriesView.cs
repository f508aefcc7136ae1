using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.IndexLinked;

/// <summary>An index-linked bond in a list.</summary>
/// <param name="Isin">Empty until announced.</param>
public sealed record IndexSeriesLine(
    long IssueId, string Isin, BothNames Title, IssueState State, int Version, IndexBasket Basket, Rate Share,
    Rate Coupon, int PaymentsPerYear, Money Denomination, Quantity Size, Money Price, SaleMethod SaleMethod,
    DateOnly IssueDate, DateTimeOffset SaleOpensAt, DateTimeOffset SaleClosesAt, Guid SubmittedBy);

/// <summary>One payment with the index it was made by.</summary>
/// <param name="PerToken">By its index; before that as if the index stood where it did at issue.</param>
/// <param name="Fixing">Null until the payment was started.</param>
/// <param name="Total">Null until the payment was started.</param>
/// <param name="Gap">What keeps it waiting; null when nothing does.</param>
public sealed record IndexPayment(
    PaymentKind Kind, int Number, DateOnly RecordDate, DateTimeOffset RecordAt, DateTimeOffset DueAt,
    PaymentRunState State, Money PerToken, PaidFixing? Fixing, Money? Total, int? Holders, IndexGap? Gap,
    DateTimeOffset? WaitsSince);

/// <param name="Quotes">In the order of the metals.</param>
public sealed record PaidFixing(long RatioPerMillion, long FactorPerMillion, IReadOnlyList<IndexQuote> Quotes);

/// <summary>The right to sell back.</summary>
/// <param name="SoldBack">Set aside so far; after the payment, nothing.</param>
public sealed record OptionView(
    IndexPayment Payment, DateTimeOffset OpensAt, DateTimeOffset? AnnouncedAt, Quantity SoldBack);

/// <summary>Everything the public page of one series shows.</summary>
/// <param name="Now">The index today; null when a price is missing.</param>
/// <param name="Gap">Why the index has no value today; null when it has.</param>
/// <param name="Payments">Coupons in order.</param>
public sealed record IndexSeriesView(
    IndexSeriesLine Line, IndexTerms Terms, string DayCount, int RecordDaysBefore, string TermsHash,
    PaidFixing? Now, IndexGap? Gap, IReadOnlyList<IndexPayment> Payments, OptionView? Option, Quantity Outstanding,
    int Holders)
{
    public IEnumerable<IndexPayment> Started => Payments.Where(payment => payment.Fixing is not null);
}

/// <summary>One person's tokens of a series, and what may be done with the right to sell back.</summary>
public sealed record OwnIndexSeries(
    long IssueId, string Isin, BothNames Title, Quantity Free, Quantity OnOffer, Quantity SoldBack, OptionView? Option,
    bool IsOpen);
