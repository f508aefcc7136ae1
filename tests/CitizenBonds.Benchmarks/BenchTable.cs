using CitizenBonds.Benchmarks.Chain;
using CitizenBonds.Benchmarks.Demo;
using CitizenBonds.Benchmarks.Market;
using CitizenBonds.Benchmarks.Matching;
using CitizenBonds.Benchmarks.Pages;
using CitizenBonds.Benchmarks.Payments;
using CitizenBonds.Benchmarks.Pricing;
using CitizenBonds.Benchmarks.Repricing;
using CitizenBonds.Benchmarks.Verifying;

namespace CitizenBonds.Benchmarks;

/// <param name="Name">As given to infra/bench.sh.</param>
/// <param name="Run">Prints its figures through <see cref="Figure"/>.</param>
internal sealed record Bench(string Name, Action Run);

/// <summary>Every bench, one line each.</summary>
internal static class BenchTable
{
    public static IReadOnlyList<Bench> All { get; } =
    [
        new("chain", ChainBench.Run),
        new("coupons", CouponBench.Run),
        new("demo", DemoBench.Run),
        new("matching", MatchingBench.Run),
        new("pages", PagesBench.Run),
        new("pages-uncached", PagesBench.RunUncached),
        new("orders", OrderBench.Run),
        new("pricing", PricingBench.Run),
        new("prove-chain", ChainProof.Run),
        new("prove-market", MarketProof.Run),
        new("repricing", RepricingBench.Run),
        new("verifier", VerifyingBench.Run),
    ];
}
