using CitizenBonds.Data.Embedded;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Infra;

/// <summary>Does what the pages of infra/runbooks say, with the very commands they print.</summary>
public sealed class RunbookTests : IAsyncDisposable
{
    // Run by RunScriptTests, which starts the portal, not by a copy of a data folder.
    private static readonly string[] RunByRunScriptTests =
        ["infra/run.sh", "infra/run.sh --port 8080", "Portal__DataFolder=\"$PWD/restored\" infra/run.sh --port 8081"];

    private readonly TemporaryFolder _folder = new("runbook");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BackupRestore_ColdCopy_BringsTheRowsBack()
    {
        var data = Path.Combine(_folder.Path, ".data");
        await using (var server = await StartAsync(data))
            await ScalarAsync(server, "create table kept (id int); insert into kept values (7)");

        foreach (var command in ShellBlocks.Commands(Runbook("backup-restore.md")).Except(RunByRunScriptTests))
        {
            var run = await ShellCommand.RunAsync(command, _folder.Path, Token);
            Assert.True(run.ExitCode == 0, $"{command}: {run.Output}");
        }

        Directory.Delete(data, recursive: true);
        await using var restored = await StartAsync(Path.Combine(_folder.Path, "restored"));
        Assert.Equal(7, await ScalarAsync(restored, "select id from kept"));
    }

    [Fact]
    public async Task BackupRestore_Copy_IsReadableByItsOwnerAlone()
    {
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".data"));
        await ShellCommand.RunAsync(ShellBlocks.Commands(Runbook("backup-restore.md"))[0], _folder.Path, Token);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(_folder.Path, "portal-backup.tar.gz")));
    }

    [Fact]
    public void StartStop_Commands_AreRunByTests() => Assert.Empty(
        ShellBlocks.Untested("start-stop.md", Runbook("start-stop.md"), RunByRunScriptTests));

    [Fact]
    public void Chain_Commands_AreRunByTests() => Assert.Empty(
        ShellBlocks.Untested("chain.md", Runbook("chain.md"), ["infra/run.sh --chain"]));

    public async ValueTask DisposeAsync() => await _folder.DisposeAsync();

    private static string Runbook(string name) =>
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "infra", "runbooks", name));

    private static Task<EmbeddedPostgres> StartAsync(string folder) => EmbeddedPostgres.StartAsync(
        new EmbeddedPostgresOptions { DataFolder = folder, SearchFrom = RepositoryRoot.Path, IsDurable = false },
        NullLogger.Instance,
        Token);

    private static async Task<object?> ScalarAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
