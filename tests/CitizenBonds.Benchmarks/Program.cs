using CitizenBonds.Benchmarks;

var name = args.FirstOrDefault();
if (BenchTable.All.FirstOrDefault(bench => bench.Name == name) is { } chosen)
{
    chosen.Run();
    return 0;
}

Console.Error.WriteLine($"Benches: {string.Join(", ", BenchTable.All.Select(bench => bench.Name))}");
return 2;
