using System.Globalization;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Pricing.Gru;

namespace CitizenBonds.Domain.Tests.Pricing.Gru;

public sealed class MetalBasketTests
{
    private static readonly (string Name, string Column)[] BaseMetals =
    [
        ("Aluminum", "aluminum_usd_mt"), ("Copper", "copper_usd_mt"), ("Lead", "lead_usd_mt"),
        ("Tin", "tin_usd_mt"), ("Nickel", "nickel_usd_mt"), ("Zinc", "zinc_usd_mt"),
    ];

    [Fact]
    public void Level_TwoMetals_IsTheWeightedRatio()
    {
        var basket = MetalBasket.Of("LiBMG", 100, [new("a", 60, 10), new("b", 40, 20)]);

        // 100 * (60 * 11 / 10 + 40 * 18 / 20) / 100 = 66 + 36.
        Assert.Equal(102, basket.Level(new Dictionary<string, double> { ["a"] = 11, ["b"] = 18 }), 9);
    }

    [Fact]
    public void Level_PriceMissingOrNotANumber_IsACallersMistake()
    {
        var basket = MetalBasket.Gold(2_000);

        Assert.Throws<ArgumentException>(() => basket.Level(new Dictionary<string, double>()));
        Assert.Throws<ArgumentException>(() => basket.Level(new Dictionary<string, double> { ["gold"] = double.NaN }));
    }

    [Fact]
    public void Level_WorldBankWeightsAndPrices_ReproducesItsBaseMetalIndexSince2011()
    {
        var prices = Read("data/metals_monthly_usd_worldbank.csv");
        var published = Read("data/worldbank_metal_indices_monthly.csv")
            .ToDictionary(row => row["month"], row => Number(row["base_metals_ex_iron_2010_100"]));
        var weights = Read("data/worldbank_index_weights.csv")
            .Where(row => row["group"] == "metals_minerals")
            .ToDictionary(row => row["component"], row => Number(row["weight_percent_of_group"]));
        var in2010 = prices.Where(row => row["month"].StartsWith("2010", StringComparison.Ordinal)).ToArray();
        var basket = MetalBasket.Of("base metals", 100, [.. BaseMetals.Select(metal => new BasketMetal(
            metal.Name, weights[metal.Name], in2010.Average(row => Number(row[metal.Column]))))]);

        var months = prices.Where(row => string.CompareOrdinal(row["month"], "2011") > 0).ToArray();
        foreach (var row in months)
        {
            var level = basket.Level(BaseMetals.ToDictionary(metal => metal.Name, metal => Number(row[metal.Column])));
            Assert.True(Math.Abs(level - published[row["month"]]) <= 0.1, $"{row["month"]}: {level}");
        }

        Assert.Equal(ThirdPartyAgreement.BaseMetalMonths, months.Length); // January 2011 to June 2026
    }

    private static List<Dictionary<string, string>> Read(string path)
    {
        var lines = File.ReadAllLines(SharedFiles.Find(path));
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => Cells(line))
            .Select(cells => names.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    /// <summary>One component's name holds a comma inside quotes; it is not a base metal.</summary>
    private static string[] Cells(string line) =>
        line.Replace("\"Iron ore, cfr spot\"", "Iron ore", StringComparison.Ordinal).Split(',');

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
