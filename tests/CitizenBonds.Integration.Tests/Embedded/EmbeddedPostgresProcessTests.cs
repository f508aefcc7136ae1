using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using CitizenBonds.Data.Embedded;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Embedded;

/// <summary>What needs a second process: a portal that is killed, and one that is not started by root.</summary>
[SupportedOSPlatform("linux")]
public sealed class EmbeddedPostgresProcessTests : IAsyncDisposable
{
    private const string FolderVariable = "CITIZENBONDS_TEST_FOLDER";
    private const string SetPriv = "/usr/bin/setpriv";
    private static readonly TimeSpan ChildTimeMax = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new("process");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_FormerPortalKilled_TakesOverItsRunningServer()
    {
        var exitCode = await RunChildAsync([], nameof(Child_CommitsARowAndIsKilled));
        Assert.NotEqual(0, exitCode);
        var postmaster = PostmasterId();
        Assert.True(Directory.Exists($"/proc/{postmaster}")); // The server outlived its portal.

        await using (var server = await StartAsync(_folder.Path))
        {
            Assert.Equal(postmaster, PostmasterId());
            Assert.Equal(7, await ScalarAsync(server, "select id from kept"));
        }

        // And is stopped with the new one.
        Assert.False(File.Exists(Path.Combine(_folder.Path, "pg", "postmaster.pid")));
    }

    [Fact]
    public async Task StartAsync_OrdinaryUser_NeedsNoOtherAccount()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip(
                "Not run by root: every other test of this class and its neighbour is run by an ordinary user.");
        if (!File.Exists(SetPriv)) Assert.Skip($"{SetPriv}, which starts a process as another user, is not there.");
        if (!EverybodyMayEnter(RepositoryRoot.Path)) Assert.Skip("The checkout is closed to the user nobody.");
        File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | UnixFileMode.OtherWrite);

        var exitCode = await RunChildAsync(
            [SetPriv, "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"], nameof(Child_StartsAndStops));

        Assert.Equal(0, exitCode);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "own", "pg", "PG_VERSION")));
    }

    [Fact(Explicit = true)]
    public async Task Child_CommitsARowAndIsKilled()
    {
        var server = await StartAsync(FolderOfParent());
        await ScalarAsync(server, "create table kept (id int); insert into kept values (7)");
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    [Fact(Explicit = true)]
    public async Task Child_StartsAndStops()
    {
        await using var server = await StartAsync(Path.Combine(FolderOfParent(), "own"));
        Assert.Equal(1, await ScalarAsync(server, "select 1"));
    }

    public async ValueTask DisposeAsync() => await _folder.DisposeAsync();

    private async Task<int> RunChildAsync(string[] prefix, string method)
    {
        var name = $"{typeof(EmbeddedPostgresProcessTests).FullName}.{method}";
        string[] command =
        [
            .. prefix, Environment.ProcessPath!, // Null only in hosts without a file of their own.
            .. ProgramArguments(), "-explicit", "only", "-method", name,
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
            Environment = { [FolderVariable] = _folder.Path },
        };
        using var child = Process.Start(start)!; // Null only when a running process is re-used, which needs a shell.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(ChildTimeMax);
        var output = child.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = child.StandardError.ReadToEndAsync(limit.Token);
        await child.WaitForExitAsync(limit.Token);
        TestContext.Current.SendDiagnosticMessage(await output + await errors);
        return child.ExitCode;
    }

    // Started as "dotnet exec Tests.dll" the file to run is the argument, otherwise it is the program itself.
    private static string[] ProgramArguments()
    {
        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        return isHost ? ["exec", typeof(EmbeddedPostgresProcessTests).Assembly.Location] : [];
    }

    private static string FolderOfParent()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder) return folder;
        Assert.Skip("Only of use to the test that starts it.");
        return "";
    }

    private static Task<EmbeddedPostgres> StartAsync(string folder) => EmbeddedPostgres.StartAsync(
        new EmbeddedPostgresOptions { DataFolder = folder, SearchFrom = RepositoryRoot.Path },
        NullLogger.Instance,
        Token);

    private int PostmasterId() => int.Parse(
        File.ReadLines(Path.Combine(_folder.Path, "pg", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static bool EverybodyMayEnter(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            if (!current.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        }
        return true;
    }

    private static async Task<object?> ScalarAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
