using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CitizenBonds.Data.Embedded;

/// <summary>
/// The portal's own PostgreSQL, for a portal without a connection string. It listens on the loopback address only,
/// outlives a killed portal and is taken over by the next one, and is stopped when this object is disposed of.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    public const string DatabaseName = "citizenbonds";

    private const string UserName = "portal";
    private const int StartAttemptsMax = 3;
    private const int WaitsForOrphansMax = 100;
    private const long LogBytesMax = 16 * 1024 * 1024;
    private static readonly TimeSpan WaitForOrphans = TimeSpan.FromMilliseconds(100);

    private readonly EmbeddedPostgresOptions _options;
    private readonly ILogger _logger;
    private readonly DataFolderLock _lock;
    private readonly string _dataFolder;
    private readonly string _serverFolder;
    private readonly ServerProcesses _processes;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private Func<string[], string[]>? _pgCtl; // Null until the binaries and the account are known.
    private int? _port; // Kept over the life of this object: it is part of the connection string.
    private bool _isStopping;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, ILogger logger, string dataFolder, DataFolderLock held)
    {
        _options = options;
        _logger = logger;
        _lock = held;
        _dataFolder = dataFolder;
        _serverFolder = Path.Combine(dataFolder, "pg");
        _processes = new ServerProcesses(_serverFolder);
    }

    /// <summary>Names the portal's database and carries its password: never to be logged.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>As the server reports it, for example 18.4.</summary>
    public string ServerVersion { get; private set; } = "";

    /// <summary>
    /// Starts the server of the folder, creates it when there is none, or takes over one that still runs.
    /// </summary>
    /// <exception cref="DataFolderInUseException">Another portal holds the folder.</exception>
    /// <exception cref="EmbeddedPostgresException">No usable PostgreSQL, or it does not start.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var dataFolder = Path.GetFullPath(options.DataFolder);
        CreateFolder(dataFolder);
        var server = new EmbeddedPostgres(options, logger, dataFolder, DataFolderLock.Acquire(dataFolder));
        try
        {
            await server.BringUpAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Starts the server again, on its port, when it has died under a living portal; otherwise does nothing. What was
    /// committed is there again.
    /// </summary>
    /// <returns>True when it had died.</returns>
    /// <exception cref="EmbeddedPostgresException">It does not start; a later call may succeed.</exception>
    public async Task<bool> ReviveAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_isStopping || _pgCtl is null || _processes.RunningPort() is not null) return false;
            _logger.LogError("The embedded PostgreSQL has died: starting it again");
            await TakeOverOrStartAsync(_pgCtl, cancellationToken);
            ClearPool();
            _logger.LogWarning("The embedded PostgreSQL runs again");
            return true;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Stops the server cleanly: open transactions are rolled back, what was committed is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        await _oneAtATime.WaitAsync();
        _isStopping = true;
        try
        {
            if (_pgCtl is null || _processes.RunningPort() is null) return;
            ClearPool();
            var stop = await ServerCommand.RunAsync(
                _pgCtl(["stop", "-D", _serverFolder, "-m", "fast", "-w", "-t", "60"]), CancellationToken.None);
            if (stop.Succeeded) _logger.LogInformation("The embedded PostgreSQL has stopped");
            else _logger.LogWarning("The embedded PostgreSQL did not stop: {Output}", stop.Output);
        }
        finally
        {
            _oneAtATime.Release();
            _lock.Dispose();
        }
    }

    private async Task BringUpAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var binaries = await PostgresBinaries.FindAsync(_options.SearchFrom, MajorVersionOfFolder(), cancellationToken);
        var account = ServerAccount.ForThisProcess(_dataFolder, binaries.Folder);
        _pgCtl = arguments => account.Command([binaries.PgCtl, .. arguments]);
        var password = ReadOrCreatePassword();

        if (!Directory.Exists(_serverFolder)) await InitializeAsync(binaries, account, password, cancellationToken);
        await account.OwnAsync(_serverFolder, cancellationToken);
        var port = await TakeOverOrStartAsync(_pgCtl, cancellationToken);
        _port = port;

        ConnectionString = ConnectionTo(DatabaseName, port, password, isPooled: true);
        await EnsureDatabaseAsync(ConnectionTo("postgres", port, password, isPooled: false), cancellationToken);
        _logger.LogInformation(
            "PostgreSQL {Version} of {Binaries} is ready on port {Port} with its data in {Folder} after {Elapsed} ms",
            ServerVersion, binaries.Folder, port, _serverFolder, watch.ElapsedMilliseconds);
    }

    private int? MajorVersionOfFolder()
    {
        if (!Directory.Exists(_serverFolder)) return null;
        var versionFile = Path.Combine(_serverFolder, "PG_VERSION");
        return File.Exists(versionFile)
            ? int.Parse(File.ReadAllText(versionFile).Trim(), CultureInfo.InvariantCulture)
            : throw new EmbeddedPostgresException(
                $"The folder {_serverFolder} is not a PostgreSQL data folder, or this account may not read it.");
    }

    private async Task InitializeAsync(
        PostgresBinaries binaries, ServerAccount account, string password, CancellationToken cancellationToken)
    {
        // Renamed into place at the end, so that an interrupted creation leaves nothing that looks like a database.
        var newFolder = _serverFolder + ".new";
        var passwordFile = _serverFolder + ".secret";
        if (Directory.Exists(newFolder)) Directory.Delete(newFolder, recursive: true);
        Directory.CreateDirectory(newFolder);
        WriteSecret(passwordFile, password);
        await account.OwnAsync(newFolder, cancellationToken);
        await account.OwnAsync(passwordFile, cancellationToken);

        // The same sort order on every machine, whatever its C library says.
        string[] locale = binaries.MajorVersion >= 17
            ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            : ["--locale=C"];
        string[] sync = _options.IsDurable ? [] : ["--no-sync"];
        await ServerCommand.RunOrThrowAsync(
            account.Command([
                binaries.InitDb, "-D", newFolder, "-U", UserName, "--encoding=UTF8", "--data-checksums",
                "--auth=scram-sha-256", $"--pwfile={passwordFile}", .. locale, .. sync]),
            "create the database", cancellationToken);
        File.Delete(passwordFile);
        Directory.Move(newFolder, _serverFolder);
    }

    private async Task<int> TakeOverOrStartAsync(
        Func<string[], string[]> pgCtl, CancellationToken cancellationToken)
    {
        for (var wait = 0; wait < WaitsForOrphansMax; wait++)
        {
            if (_processes.RunningPort() is { } running)
            {
                _logger.LogInformation("Taking over the PostgreSQL that a former portal left running");
                return running;
            }
            if (_processes.All().Count == 0) break;
            // Children of a killed postmaster notice within moments; a new one beside them would damage the data.
            await Task.Delay(WaitForOrphans, TimeProvider.System, cancellationToken);
        }

        _processes.RemovePidFileOfStranger();
        return await StartServerAsync(pgCtl, cancellationToken);
    }

    private async Task<int> StartServerAsync(Func<string[], string[]> pgCtl, CancellationToken cancellationToken)
    {
        var log = Path.Combine(_serverFolder, "server.log");
        if (File.Exists(log) && new FileInfo(log).Length > LogBytesMax) File.Move(log, log + ".old", overwrite: true);

        for (var attempt = 1; ; attempt++)
        {
            var port = _port ?? FindFreePort();
            // pg_ctl makes the server the leader of its own session: Ctrl-C reaches the portal alone. Without a log
            // file the server would hold on to our pipes and pg_ctl would never seem to end.
            var start = await ServerCommand.RunAsync(
                pgCtl(["start", "-D", _serverFolder, "-l", log, "-w", "-t", "60", "-o", Settings(port)]),
                cancellationToken);
            if (start.Succeeded) return port;
            if (attempt < StartAttemptsMax) continue; // Somebody may have taken the port in between.
            var lastLines = File.Exists(log) ? string.Join(' ', File.ReadLines(log).TakeLast(3)) : start.Output;
            throw new EmbeddedPostgresException($"PostgreSQL did not start; {log} ends with: {lastLines}");
        }
    }

    private string Settings(int port)
    {
        string[] settings =
        [
            $"port={port.ToString(CultureInfo.InvariantCulture)}", "listen_addresses=127.0.0.1",
            "unix_socket_directories=", $"cluster_name={_processes.ClusterName}", "max_connections=200",
            string.Create(CultureInfo.InvariantCulture, $"shared_buffers={SharedMegabytes}MB"),
            "effective_cache_size=2GB", "work_mem=16MB", "maintenance_work_mem=256MB", "max_wal_size=2GB",
            "checkpoint_timeout=15min", "random_page_cost=1.1", "timezone=UTC", "log_timezone=UTC",
            .. DurabilitySettings,
        ];
        return string.Join(' ', settings.Select(setting => "-c " + setting));
    }

    /// <summary>
    /// A sixteenth of the memory. With less, a run over a million accounts pushes out pages it has just changed, and
    /// waits for each to be written.
    /// </summary>
    private static long SharedMegabytes =>
        Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16 / 1024 / 1024, 128, 2_048);

    private string[] DurabilitySettings => _options.IsDurable
        ? ["fsync=on", "synchronous_commit=on", "full_page_writes=on"]
        : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

    private async Task EnsureDatabaseAsync(string maintenanceConnection, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(maintenanceConnection);
        await connection.OpenAsync(cancellationToken);
        ServerVersion = connection.PostgreSqlVersion.ToString();

        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        find.Parameters.Add(new NpgsqlParameter { Value = DatabaseName });
        if (await find.ExecuteScalarAsync(cancellationToken) is not null) return;
        await using var create = new NpgsqlCommand($"create database {DatabaseName}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string ConnectionTo(string database, int port, string password, bool isPooled) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = UserName,
            Password = password,
            Database = database,
            Pooling = isPooled,
        }.ConnectionString;

    private void ClearPool()
    {
        if (ConnectionString.Length == 0) return;
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private string ReadOrCreatePassword()
    {
        var file = Path.Combine(_dataFolder, "postgres.password");
        if (Directory.Exists(_serverFolder))
        {
            return File.Exists(file)
                ? File.ReadAllText(file).Trim()
                : throw new EmbeddedPostgresException($"The password of the database, {file}, is missing: restore it.");
        }

        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        WriteSecret(file, password);
        return password;
    }

    private static void WriteSecret(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    private static void CreateFolder(string folder)
    {
        // Others may pass through, for the server's account lives below, but not look around.
        const UnixFileMode passOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, passOnly);
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
