namespace CitizenBonds.Domain.IndexLinked;

/// <summary>One price that passed every check of the feeds, or was let through by two people.</summary>
public sealed record IndexQuote(string Code, DateOnly Day, decimal Price)
{
    /// <summary>Far above any price of a tonne; what is beyond it is no price.</summary>
    public const decimal PriceMax = 1_000_000_000m;
}
