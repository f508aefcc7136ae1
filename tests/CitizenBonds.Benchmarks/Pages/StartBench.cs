using System.Globalization;
using CitizenBonds.Testing.Postgres;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>
/// A portal with its own database and the demonstration: the first start, which builds it; later starts, until the home
/// page is served; and what a first visit of its pages weighs.
/// </summary>
internal static class StartBench
{
    private const int Starts = 5;
    private const double StartLimitMilliseconds = 3_000;
    private const double BuildLimitMilliseconds = 60_000;
    private const double TemplateBytes = 81 * 1024; // The blank template's first visit.
    private static readonly string[] Visited = ["/", "/bonds", "/ledger", "/issuers", "/disclosure", "/about"];

    public static async Task RunAsync()
    {
        await using var folder = new TemporaryFolder("start");
        (string, string) data = ("Portal__DataFolder", folder.Path);
        await using (var first = HostProcess.StartPortal(data))
        {
            var built = await first.WaitForAsync("/");
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"demonstration built in {built.TotalSeconds:F1} s, {first.ProcessorTime.TotalSeconds:F1} s of CPU"));
            Figure.PrintCost("demo-build", built.TotalMilliseconds, "ms", BuildLimitMilliseconds);
            await WeighAsync(first.Port);
        }

        var starts = new List<double>();
        for (var round = 0; round < Starts; round++)
        {
            await using var again = HostProcess.StartPortal(data);
            starts.Add((await again.WaitForAsync("/")).TotalMilliseconds);
        }

        Figure.PrintCost("start", starts.Order().ElementAt(Starts / 2), "ms", StartLimitMilliseconds);
    }

    private static async Task WeighAsync(int port)
    {
        var heaviest = 0;
        foreach (var page in Visited)
        {
            var (bytes, hasChart, hasScript) = await FirstVisit.MeasureAsync(port, page);
            heaviest = Math.Max(heaviest, bytes);
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"first visit of {page}: {bytes} bytes, chart {hasChart}, script {hasScript}"));
        }

        Figure.PrintCost("public-bytes", heaviest, "bytes", TemplateBytes);
    }
}
