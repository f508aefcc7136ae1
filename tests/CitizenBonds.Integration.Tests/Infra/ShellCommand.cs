using System.Diagnostics;

namespace CitizenBonds.Integration.Tests.Infra;

internal static class ShellCommand
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    public sealed record Outcome(int ExitCode, string Output);

    public static async Task<Outcome> RunAsync(string command, string folder, CancellationToken cancellationToken)
    {
        using var process = Start(command, folder);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestRun);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new Outcome(process.ExitCode, await output + await errors);
    }

    public static Process Start(string command, string folder) =>
        // Null only when a running process is re-used, which needs a graphical shell.
        Process.Start(new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
