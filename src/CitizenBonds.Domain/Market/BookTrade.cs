namespace CitizenBonds.Domain.Market;

/// <summary>One match of the continuous book, at the price of the order that was there first.</summary>
/// <param name="Taker">Number of the incoming order.</param>
/// <param name="Maker">Number of the resting order.</param>
/// <param name="Level">Price level of the maker.</param>
/// <param name="Quantity">Whole tokens, above zero.</param>
public readonly record struct BookTrade(int Taker, int Maker, int Level, long Quantity);
