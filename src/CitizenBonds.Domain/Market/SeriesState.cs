using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Market;

/// <summary>The series an order is for.</summary>
/// <param name="PreviousClose">In yen, above zero; a market order to buy is covered at the highest price that can
/// trade.</param>
public sealed record SeriesState(SessionState State, Quantity IssueSize, Money PreviousClose, Money Tick);
