namespace CitizenBonds.Domain.Pricing.Gru;

/// <param name="Weight">Above zero; the basket divides by the sum, so percent and fractions both do.</param>
/// <param name="BasePrice">Price in the base period, above zero.</param>
public sealed record BasketMetal(string Name, double Weight, double BasePrice);

/// <summary>
/// A basket index: sum of w_i * P_i / P_i0, weights scaled to one, times the base level. Analytics in <c>double</c>.
/// </summary>
public sealed record MetalBasket
{
    private MetalBasket(string name, double baseLevel, IReadOnlyList<BasketMetal> metals)
    {
        Name = name;
        BaseLevel = baseLevel;
        Metals = metals;
    }

    /// <summary>The published names: LiXAU (gold), LiPMG (platinum group), LiBMG (base metals).</summary>
    public string Name { get; }

    /// <summary>Level in the base period, for example 100.</summary>
    public double BaseLevel { get; }

    public IReadOnlyList<BasketMetal> Metals { get; }

    /// <exception cref="ArgumentException">No metal, a name twice, or a figure not finite and above zero.</exception>
    public static MetalBasket Of(string name, double baseLevel, IReadOnlyList<BasketMetal> metals)
    {
        if (metals.Count == 0 || metals.DistinctBy(metal => metal.Name).Count() != metals.Count)
            throw new ArgumentException("at least one metal, each once", nameof(metals));
        if (!IsPositive(baseLevel) || metals.Any(metal => !IsPositive(metal.Weight) || !IsPositive(metal.BasePrice)))
            throw new ArgumentException("weights, prices and level are finite and above zero", nameof(metals));
        return new(name, baseLevel, [.. metals]);
    }

    /// <param name="goldBasePrice">Above zero.</param>
    public static MetalBasket Gold(double goldBasePrice) => Of("LiXAU", 100, [new("gold", 1, goldBasePrice)]);

    /// <summary>The level at given prices.</summary>
    /// <param name="prices">By name; every metal of the basket, finite and above zero.</param>
    public double Level(IReadOnlyDictionary<string, double> prices)
    {
        var sum = 0.0;
        foreach (var metal in Metals)
        {
            if (!prices.TryGetValue(metal.Name, out var price) || !IsPositive(price))
                throw new ArgumentException($"no usable price for {metal.Name}", nameof(prices));
            sum += metal.Weight * price / metal.BasePrice;
        }

        return BaseLevel * sum / Metals.Sum(metal => metal.Weight);
    }

    private static bool IsPositive(double value) => double.IsFinite(value) && value > 0;
}
