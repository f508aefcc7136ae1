using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Chain;
using CitizenBonds.Testing.Postgres;
using Xunit;

namespace CitizenBonds.Integration.Tests.Infra;

/// <summary>Starts the portal as a person does, and stops it with what Ctrl-C sends.</summary>
[SupportedOSPlatform("linux")]
public sealed class RunScriptTests : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly TemporaryFolder _folder = new("run");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunScript_DatabaseKilledThenInterrupted_RevivesItAndStopsBoth()
    {
        SkipUnlessReleaseBuild();
        var port = FindFreePort();
        using var portal = ShellCommand.Start(
            $"Portal__DataFolder='{_folder.Path}' Portal__Demo=false exec infra/run.sh --port {port}",
            RepositoryRoot.Path);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(ReadyWithin);
        try
        {
            var output = portal.StandardOutput.ReadToEndAsync(limit.Token);
            Assert.Contains(
                $"http://localhost:{port}", await ReadUntilReadyAsync(portal, limit.Token), StringComparison.Ordinal);
            Assert.True(File.Exists(PidFile));
            await KillDatabaseAsync(limit.Token);
            await ExpectPageAsync(new Uri($"http://localhost:{port}/issuers"), limit.Token);

            var errors = portal.StandardError.ReadToEndAsync(limit.Token);
            await ShellCommand.RunAsync($"kill -INT {portal.Id}", "/", limit.Token);
            await portal.WaitForExitAsync(limit.Token);

            Assert.True(portal.ExitCode == 0, await output + await errors);
            Assert.False(File.Exists(PidFile)); // Removed by a clean stop alone.
        }
        finally
        {
            if (!portal.HasExited) portal.Kill();
        }
    }

    [Fact]
    public async Task RunScript_WithChain_FollowsANodeOfItsOwnThatEndsWithIt()
    {
        SkipUnlessReleaseBuild();
        Assert.SkipWhen(AnvilNode.Program is null, "Needs anvil, as infra/test.sh prepares it.");
        var port = FindFreePort();
        using var portal = ShellCommand.Start(
            $"Portal__DataFolder='{_folder.Path}' Portal__Demo=false exec infra/run.sh --port {port} --chain",
            RepositoryRoot.Path);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(ReadyWithin);
        try
        {
            var output = portal.StandardOutput.ReadToEndAsync(limit.Token);
            await ReadUntilReadyAsync(portal, limit.Token);
            await ExpectTextAsync(new Uri($"http://localhost:{port}/ledger/anchors"), "31,337", limit.Token);

            var errors = portal.StandardError.ReadToEndAsync(limit.Token);
            await ShellCommand.RunAsync($"kill -INT {portal.Id}", "/", limit.Token);
            await portal.WaitForExitAsync(limit.Token);

            // Both ends of the pipes close only when the node is gone as well.
            Assert.True(portal.ExitCode == 0, await output + await errors);
            Assert.True(File.Exists(Path.Combine(_folder.Path, "chain.json")));
        }
        finally
        {
            if (!portal.HasExited) portal.Kill();
        }
    }

    [Theory]
    [InlineData("--port 0", "0 is not a port: a number from 1 to 65535.")]
    [InlineData("--port", "--port needs a number.")]
    [InlineData("--verbose", "usage: infra/run.sh [--port N] [--chain]")]
    public async Task RunScript_WrongArguments_AreAnsweredInOneSentence(string arguments, string sentence)
    {
        var run = await ShellCommand.RunAsync($"infra/run.sh {arguments}", RepositoryRoot.Path, Token);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(sentence, run.Output.Trim());
    }

    [Fact]
    public async Task RunScript_PortInUse_SaysSo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var run = await ShellCommand.RunAsync($"infra/run.sh --port {port}", RepositoryRoot.Path, Token);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"Port {port} is in use:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_AllOfThem_AreReadableByBash()
    {
        var run = await ShellCommand.RunAsync(
            "for script in infra/*.sh .ci/run; do bash -n \"$script\" || exit 1; done", RepositoryRoot.Path, Token);

        Assert.Equal("", run.Output);
    }

    public async ValueTask DisposeAsync() => await _folder.DisposeAsync();

    private string PidFile => Path.Combine(_folder.Path, "pg", "postmaster.pid");

    private async Task KillDatabaseAsync(CancellationToken cancellationToken)
    {
        var killed = await PostmasterAsync(cancellationToken);
        await ShellCommand.RunAsync($"kill -KILL {killed}", "/", cancellationToken);
        while (!File.Exists(PidFile) || await PostmasterAsync(cancellationToken) == killed)
            await Task.Delay(LookAgainAfter, TimeProvider.System, cancellationToken);
    }

    private async Task<string> PostmasterAsync(CancellationToken cancellationToken) =>
        (await File.ReadAllLinesAsync(PidFile, cancellationToken)).FirstOrDefault("");

    private static async Task ExpectTextAsync(Uri address, string text, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        while (!(await client.GetStringAsync(address, cancellationToken)).Contains(text, StringComparison.Ordinal))
            await Task.Delay(LookAgainAfter, TimeProvider.System, cancellationToken);
    }

    /// <summary>Waits for an answer made from the database: the portal may still be finding its way back.</summary>
    private static async Task ExpectPageAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        while ((await client.GetAsync(address, cancellationToken)).StatusCode != HttpStatusCode.OK)
            await Task.Delay(LookAgainAfter, TimeProvider.System, cancellationToken);
    }

    private static async Task<string> ReadUntilReadyAsync(Process portal, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (await portal.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("CitizenBonds is ready", StringComparison.Ordinal)) return line;
            lines.Add(line);
        }
        throw new InvalidOperationException("The portal did not become ready:\n" + string.Join('\n', lines));
    }

    // The script builds Release: under a Debug run it would first build everything a second time.
    private static void SkipUnlessReleaseBuild()
    {
        var folder = $"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}";
        if (!AppContext.BaseDirectory.Contains(folder, StringComparison.Ordinal))
            Assert.Skip("Runs with a Release build, as infra/test.sh makes it.");
    }

    private static string FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
