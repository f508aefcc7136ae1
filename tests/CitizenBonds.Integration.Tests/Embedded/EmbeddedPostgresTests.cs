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

[SupportedOSPlatform("linux")]
public sealed class EmbeddedPostgresTests : IAsyncDisposable
{
    private const int ExitsWaitedFor = 200;

    private readonly TemporaryFolder _folder = new("embedded");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_EmptyFolder_ServesAUtf8Database()
    {
        await using var server = await StartAsync();

        Assert.Equal("UTF8", await ScalarAsync(server, "show server_encoding"));
        Assert.Equal("on", await ScalarAsync(server, "show fsync"));
        Assert.Equal("on", await ScalarAsync(server, "show synchronous_commit"));
        Assert.Equal("127.0.0.1", await ScalarAsync(server, "show listen_addresses"));
        Assert.Equal(EmbeddedPostgres.DatabaseName, await ScalarAsync(server, "select current_database()"));
    }

    [Fact]
    public async Task StartAsync_WrongPassword_IsRefused()
    {
        await using var server = await StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Token));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task StartAsync_PasswordFile_IsForItsOwnerAlone()
    {
        await using var server = await StartAsync();

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(_folder.Path, "postgres.password")));
    }

    [Fact]
    public async Task DisposeAsync_ThenStartAsync_KeepsTheData()
    {
        await using (var first = await StartAsync())
            await ExecuteAsync(first, "create table kept (id int); insert into kept values (7)");
        Assert.False(File.Exists(PidFile));

        await using var second = await StartAsync();

        Assert.Equal(7, await ScalarAsync(second, "select id from kept"));
    }

    [Fact]
    public async Task StartAsync_FolderInUse_IsRefusedByNameWithTheHolder()
    {
        await using var first = await StartAsync();

        var refusal = await Assert.ThrowsAsync<DataFolderInUseException>(StartAsync);

        Assert.Contains(_folder.Path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture), refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await ScalarAsync(first, "select 1"));
    }

    [Fact]
    public async Task StartAsync_PostmasterKilled_RecoversWhatWasCommitted()
    {
        await using (var first = await StartAsync())
        {
            await ExecuteAsync(first, "create table kept (id int); insert into kept select generate_series(1, 1000)");
            await KillPostmasterAsync();
        }

        Assert.True(File.Exists(PidFile)); // A killed server cannot remove it.
        await using var second = await StartAsync();

        Assert.Equal(1000L, await ScalarAsync(second, "select count(*) from kept"));
    }

    [Fact]
    public async Task ReviveAsync_PostmasterKilled_ServesTheSameConnectionStringAgain()
    {
        await using var server = await StartAsync();
        await ExecuteAsync(server, "create table kept (id int); insert into kept select generate_series(1, 1000)");
        Assert.False(await server.ReviveAsync(Token)); // Nothing to do while it lives.

        await KillPostmasterAsync();
        Assert.True(await server.ReviveAsync(Token));

        Assert.Equal(1000L, await ScalarAsync(server, "select count(*) from kept"));
    }

    [Fact]
    public async Task StartAsync_PidFileNamesAStranger_StartsAllTheSame()
    {
        await using (var first = await StartAsync()) await ExecuteAsync(first, "create table kept (id int)");
        // What a restarted container shows: the old id is alive again, but as another program, here this test.
        await File.WriteAllLinesAsync(
            PidFile, [$"{Environment.ProcessId}", "/elsewhere", "0", "5432", "", "", "", "ready"], Token);

        await using var second = await StartAsync();

        Assert.Equal(0L, await ScalarAsync(second, "select count(*) from kept"));
    }

    [Fact]
    public async Task StartAsync_CreationInterrupted_StartsAfresh()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "pg.new", "base"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "pg.new", "PG_VERSION"), "18", Token);

        await using var server = await StartAsync();

        Assert.Equal(1, await ScalarAsync(server, "select 1"));
    }

    [Fact]
    public async Task StartAsync_FolderOfAnotherVersion_NamesBothVersions()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "pg"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "pg", "PG_VERSION"), "9\n", Token);

        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(StartAsync);

        Assert.StartsWith(
            "The data folder was written by PostgreSQL 9, but only ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_FolderClosedToOthers_StartsAllTheSame()
    {
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using var server = await StartAsync();

        Assert.Equal(1, await ScalarAsync(server, "select 1"));
    }

    [Fact]
    public async Task StartAsync_Server_LivesInASessionOfItsOwn()
    {
        await using var server = await StartAsync();

        // Ctrl-C reaches the session of the terminal alone. The sixth field of stat is the session, which the
        // postmaster leads: it equals its own id.
        var stat = await File.ReadAllTextAsync($"/proc/{PostmasterId()}/stat", Token);
        var afterName = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        Assert.Equal($"{PostmasterId()}", afterName[3]);
    }

    public async ValueTask DisposeAsync() => await _folder.DisposeAsync();

    private string PidFile => Path.Combine(_folder.Path, "pg", "postmaster.pid");

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(
        new EmbeddedPostgresOptions { DataFolder = _folder.Path, SearchFrom = RepositoryRoot.Path },
        NullLogger.Instance,
        Token);

    private int PostmasterId() => int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    private async Task KillPostmasterAsync()
    {
        using var postmaster = Process.GetProcessById(PostmasterId());
        postmaster.Kill();
        for (var wait = 0; wait < ExitsWaitedFor && Directory.Exists($"/proc/{postmaster.Id}"); wait++)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token);
    }

    private static async Task ExecuteAsync(EmbeddedPostgres server, string sql) => await ScalarAsync(server, sql);

    private static async Task<object?> ScalarAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
