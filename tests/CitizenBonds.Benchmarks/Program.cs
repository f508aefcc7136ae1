using System.Globalization;
using CitizenBonds.Benchmarks;
using CitizenBonds.Benchmarks.Market;
using CitizenBonds.Benchmarks.Pages;
using CitizenBonds.Testing.Market;

var name = args.FirstOrDefault();
if (args is [BareHost.Name, var port])
{
    BareHost.Run(port);
    return 0;
}

if (args is [MarketProcess.Name, var connection, var prefix, var series, var milliseconds])
{
    await MarketNode.RunAsync(
        connection, prefix, int.Parse(series, CultureInfo.InvariantCulture),
        TimeSpan.FromMilliseconds(double.Parse(milliseconds, CultureInfo.InvariantCulture)));
    return 0;
}

if (BenchTable.All.FirstOrDefault(bench => bench.Name == name) is { } chosen)
{
    chosen.Run();
    return 0;
}

Console.Error.WriteLine($"Benches: {string.Join(", ", BenchTable.All.Select(bench => bench.Name))}");
return 2;
