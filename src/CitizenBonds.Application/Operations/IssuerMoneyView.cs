using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Operations;

/// <summary>An issuer's account and what will be taken from it.</summary>
/// <param name="Payments">The earliest first, at most <see cref="IssuerMoneyQueries.PaymentsMax"/>.</param>
/// <param name="Deposits">The newest first.</param>
public sealed record IssuerMoneyView(
    BothNames Issuer, Money Cash, IReadOnlyList<IssuerPayment> Payments, IReadOnlyList<BankMovementLine> Deposits)
{
    public Money Needed => Payments.Aggregate(Money.FromYen(0), (sum, payment) => sum + payment.Amount);

    /// <summary>Zero when the account covers the payments shown.</summary>
    public Money Missing => Needed > Cash ? Needed - Cash : Money.FromYen(0);
}

/// <param name="Amount">To the yen if the tokens stay with those who hold them now.</param>
/// <param name="IsLate">It fell due and could not be paid.</param>
public sealed record IssuerPayment(
    string Isin, BothNames Title, PaymentKind Kind, DateTimeOffset DueAt, Money Amount, bool IsLate);
