namespace CitizenBonds.Application.Demo;

/// <summary>
/// A town that does not exist, for a refusal, a failed sale, a default, and the tiers no real town is in.
/// </summary>
internal sealed record InventedTown(
    string Code, string NameJa, string NameEn, decimal RealDebtServiceRatio, decimal FutureBurdenRatio, long ScaleYen)
{
    public const string Refused = "X00001";
    public const string CrowdFailed = "X00002";
    public const string Defaulted = "X00003";
    public const string TierC = "X00004";
    public const string TierD = "X00005";

    public static IReadOnlyList<InventedTown> All { get; } =
    [
        new(Refused, "架空の霧原町", "Kirihara Town (invented)", 11.2m, 60m, 6_000_000_000),
        new(CrowdFailed, "架空の藤凪町", "Fujinagi Town (invented)", 8.4m, 42m, 5_000_000_000),
        new(Defaulted, "架空の波戸崎町", "Hatozaki Town (invented)", 15.9m, 180m, 4_000_000_000),
        new(TierC, "架空の雪見沢町", "Yukimizawa Town (invented)", 19.8m, 240m, 5_000_000_000),
        new(TierD, "架空の黒鉄町", "Kurogane Town (invented)", 26.3m, 310m, 4_500_000_000),
    ];
}
