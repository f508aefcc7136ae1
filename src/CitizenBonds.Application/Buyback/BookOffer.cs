namespace CitizenBonds.Application.Buyback;

/// <summary>One level of the book: tokens offered at a price in yen.</summary>
public sealed record BookOffer(long Price, long Quantity);
