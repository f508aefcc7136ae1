using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Portfolio;

/// <param name="Amount">To the yen, on the tokens held now.</param>
/// <param name="IsLate">Due and not paid: the issuer's account holds too little.</param>
public sealed record UpcomingPayment(
    string Isin, BothNames Title, PaymentKind Kind, int Number, DateOnly Day, Money Amount, bool IsLate);
