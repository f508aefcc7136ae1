using System.Diagnostics;

namespace CitizenBonds.Data.Embedded;

/// <summary>Runs one short program to its end.</summary>
internal static class ServerCommand
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    public sealed record Outcome(int ExitCode, string Output)
    {
        public bool Succeeded => ExitCode == 0;
    }

    public static async Task<Outcome> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Never a folder the server's account may be unable to enter.
            WorkingDirectory = "/",
        };
        foreach (var argument in command.Skip(1)) start.ArgumentList.Add(argument);
        // PGPORT and its like would override what the command says; messages are read in English.
        var misleading = start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList();
        foreach (var name in misleading) start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";

        using var process = Process.Start(start)
            ?? throw new EmbeddedPostgresException($"The program {command[0]} did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestRun);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Outcome(process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: false);
            throw;
        }
    }

    /// <summary>As <see cref="RunAsync"/>, but a program that reports failure ends the start of the portal.</summary>
    public static async Task<string> RunOrThrowAsync(
        IReadOnlyList<string> command, string purpose, CancellationToken cancellationToken)
    {
        var outcome = await RunAsync(command, cancellationToken);
        return outcome.Succeeded
            ? outcome.Output
            : throw new EmbeddedPostgresException($"Could not {purpose}: {outcome.Output}");
    }
}
