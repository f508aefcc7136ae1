namespace CitizenBonds.Domain.IndexLinked;

/// <summary>A metal of a bond's index as its terms freeze it.</summary>
/// <param name="Code">Of the feed, such as XAU; its unit is fixed with the feed.</param>
/// <param name="Weight">Above zero; the index divides by the sum.</param>
/// <param name="BasePrice">Above zero.</param>
/// <param name="BaseDay">The day the base price was quoted for.</param>
public sealed record IndexMetal(string Code, long Weight, decimal BasePrice, DateOnly BaseDay);
