using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Portfolio;

/// <param name="WithdrawableUntil">Null when it is too late or nothing is left to withdraw.</param>
public sealed record ApplicationLine(
    string Isin,
    BothNames Title,
    ApplicationState State,
    Quantity Quantity,
    Money Amount,
    Quantity? Allotted,
    DateTimeOffset AppliedAt,
    DateTimeOffset SaleClosesAt,
    DateTimeOffset SettlesAt,
    bool CanBeChanged,
    DateTimeOffset? WithdrawableUntil);
