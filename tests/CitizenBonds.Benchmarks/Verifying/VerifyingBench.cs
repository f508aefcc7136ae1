using System.Diagnostics;
using System.Globalization;
using CitizenBonds.Benchmarks.Matching;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Market;
using CitizenBonds.Verifier;

namespace CitizenBonds.Benchmarks.Verifying;

/// <summary>Whole commands of the offline verifier on files, reading and writing included.</summary>
internal static class VerifyingBench
{
    private const int Transfers = 1_000_000;
    private const int Messages = 1_000_000;
    private const int Bonds = 200_000;
    private const int Rounds = 3;

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("verifying-bench-").FullName;
        try
        {
            LedgerExport.Write(folder, Transfers);
            Measure("ledger-audit", "transfers/s", Transfers, "ledger", "--export", folder);
            var orders = Path.Combine(folder, "orders.csv");
            WriteOrders(orders);
            Measure(
                "match-command", "messages/s", Messages,
                "match", "--orders", orders, "--out", Path.Combine(folder, "trades.csv"), "--timing", "on");
            var (cases, prices) = (Path.Combine(folder, "cases.csv"), Path.Combine(folder, "prices.csv"));
            WriteBonds(cases);
            foreach (var convention in (string[])["street", "daycount-time"])
                Measure(
                    $"price-{convention}", "bonds/s", Bonds,
                    "price", "--in", cases, "--out", prices, "--convention", convention);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(string name, string unit, int rows, params string[] arguments)
    {
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var exitCode = VerifierHost.Run(arguments, Stream.Null, Stream.Null, Console.Error);
            if (exitCode != 0) throw new InvalidOperationException($"{name} ended with {exitCode}.");
            best = Math.Max(best, rows / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        Figure.Print(name, best, unit, 0);
    }

    private static void WriteOrders(string path)
    {
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine("seq,action,order_id,side,type,price,quantity");
        var (sequence, number) = (0, 0);
        foreach (var message in MatchingLoad.Create(Messages, seed: 1))
        {
            sequence++;
            if (message.Kind == MessageKind.Cancel)
            {
                file.WriteLine($"{sequence},cancel,{message.Target},,,,");
                continue;
            }
            var side = message.Side == OrderSide.Buy ? "buy" : "sell";
            var typeAndPrice = message.Kind == MessageKind.Market ? "market," : $"limit,{message.Level}";
            file.WriteLine($"{sequence},new,{number++},{side},{typeAndPrice},{message.Quantity}");
        }
    }

    /// <summary>Bonds of 2 to 40 years with 1, 2 or 4 coupons a year, every day count in turn.</summary>
    private static void WriteBonds(string path)
    {
        var random = new Random(20_260_320);
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine("id,issue,settlement,maturity,coupon_rate,frequency,day_count,yield");
        for (var id = 1; id <= Bonds; id++)
        {
            var settlement = new DateOnly(2026, 3, 20).AddDays(random.Next(1_000));
            var maturity = settlement.AddDays(random.Next(730, 14_600));
            var coupon = string.Create(CultureInfo.InvariantCulture, $"{random.Next(10, 800) / 1e4}");
            var yield = string.Create(CultureInfo.InvariantCulture, $"{random.Next(10, 900) / 1e4}");
            var dayCount = DayCount.All[id % DayCount.All.Count].Name;
            file.WriteLine(
                $"{id},{settlement.AddYears(-2):yyyy-MM-dd},{settlement:yyyy-MM-dd},{maturity:yyyy-MM-dd},"
                + $"{coupon},{1 << random.Next(3)},{dayCount},{yield}");
        }
    }
}
