using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CitizenBonds.Testing.Market;

/// <summary>
/// A portal that only trades, in a process of its own, to be killed. It gets ready at once, so that a killed one is
/// followed without delay, and trades when told to.
/// </summary>
public sealed class MarketProcess : IDisposable
{
    /// <summary>The first argument of the program that trades.</summary>
    public const string Name = "market-node";

    private static readonly TimeSpan FirstOrderMax = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(5);
    private readonly Process _process;
    private readonly ConcurrentQueue<(string Key, long Sequence)> _seen = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MarketProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Orders acknowledged so far.</summary>
    public int Count => _seen.Count;

    /// <param name="prefix">Begins every key of this process.</param>
    /// <param name="silenceMax">After this long without a sign of life its series are another's.</param>
    public static MarketProcess Start(string connectionString, string prefix, int series, TimeSpan silenceMax)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredCompilation"] = "1"; // It lives for a second: starting is what counts.
        start.Environment["DOTNET_TieredPGO"] = "0";
        string[] arguments =
        [
            "exec", ProgramPath(), Name, connectionString, prefix, series.ToString(CultureInfo.InvariantCulture),
            silenceMax.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new MarketProcess(Process.Start(start) ?? throw new InvalidOperationException("No process."));
    }

    /// <summary>Lets it trade, and waits for its first order.</summary>
    public async Task TradeAsync()
    {
        await _process.StandardInput.WriteLineAsync("go");
        await _process.StandardInput.FlushAsync();
        await _first.Task.WaitAsync(FirstOrderMax);
    }

    /// <summary>Until so many more orders were acknowledged.</summary>
    /// <exception cref="TimeoutException">They were not.</exception>
    public async Task WaitForMoreAsync(int more, TimeSpan within)
    {
        var before = Count;
        var watch = Stopwatch.StartNew();
        while (Count < before + more)
        {
            if (watch.Elapsed > within) throw new TimeoutException($"No {more} orders within {within}.");
            await Task.Delay(LookAgainAfter);
        }
    }

    /// <returns>What it had acknowledged.</returns>
    public IReadOnlyList<(string Key, long Sequence)> Kill()
    {
        _process.Kill(); // SIGKILL: no handler of it runs.
        _process.WaitForExit();
        return [.. _seen];
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        // A line cut off by the kill is no acknowledgement.
        if (line?.Split(' ') is not [var key, var number]) return;
        if (!long.TryParse(number, CultureInfo.InvariantCulture, out var sequence)) return;
        _seen.Enqueue((key, sequence));
        _first.TrySetResult();
    }

    /// <summary>The benches' program, as built beside whoever asks.</summary>
    private static string ProgramPath()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(
            RepositoryRoot.Path, "tests", "CitizenBonds.Benchmarks", "bin", output.Parent?.Name ?? "Release",
            output.Name, "CitizenBonds.Benchmarks.dll");
    }
}
