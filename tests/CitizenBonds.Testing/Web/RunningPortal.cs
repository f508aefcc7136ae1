using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CitizenBonds.Testing.Postgres;

namespace CitizenBonds.Testing.Web;

/// <summary>
/// The real host in a process of its own, on a free port, over a test database. Disposing stops it politely.
/// </summary>
public sealed class RunningPortal : IAsyncDisposable
{
    private const int SigTerm = 15;

    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(300); // A demonstration builds its world.
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly StringBuilder _log;
    private readonly TestDatabase _database;

    private RunningPortal(Process process, StringBuilder log, TestDatabase database, Uri address)
    {
        _process = process;
        _log = log;
        _database = database;
        Address = address;
    }

    /// <summary>For example http://localhost:40123/ (a name and not a number: passkeys need a domain).</summary>
    public Uri Address { get; }

    public string ConnectionString => _database.ConnectionString;

    /// <summary>What the host has written so far, for the message of a failed test.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <param name="settings">Further configuration. The demonstration is off unless asked for.</param>
    public static async Task<RunningPortal> StartAsync(
        PostgresFixture databases, CancellationToken cancellationToken, params (string Key, string Value)[] settings) =>
        await StartAsync(await databases.CreateDatabaseAsync(cancellationToken), settings, cancellationToken);

    /// <summary>With the demonstration, whose world is built once for all tests of a process.</summary>
    public static async Task<RunningPortal> StartDemoAsync(
        PortalDatabases databases, CancellationToken cancellationToken)
    {
        (string, string)[] demo = [("Portal:Demo", "true")];
        var database = await databases.CreateFilledAsync(
            async world =>
            {
                var builder = await StartAsync(world, demo, cancellationToken);
                await builder.EndAsync();
            },
            cancellationToken);
        return await StartAsync(database, demo, cancellationToken);
    }

    private static async Task<RunningPortal> StartAsync(
        TestDatabase database, (string Key, string Value)[] settings, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://localhost:{FindFreePort()}/");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.Combine(RepositoryRoot.Path, "src", "CitizenBonds.Web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(HostAssembly());
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development"; // Static files come from the source tree.
        start.Environment["ConnectionStrings__Portal"] = database.ConnectionString;
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var log = new StringBuilder();
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(log, line.Data);
        process.ErrorDataReceived += (_, line) => Append(log, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var portal = new RunningPortal(process, log, database, address);
        try
        {
            await portal.WaitUntilReadyAsync(cancellationToken);
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _database.DisposeAsync();
    }

    private async Task EndAsync()
    {
        if (!_process.HasExited) await StopAsync();
        _process.Dispose();
    }

    private async Task StopAsync()
    {
        using var kill = Process.Start("kill", [$"-{SigTerm}", $"{_process.Id}"]);
        using var patience = new CancellationTokenSource(StopMax);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Ready is more than listening: a demonstration first builds its world.</summary>
    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartMax);
        using var http = new HttpClient { BaseAddress = Address };
        while (true)
        {
            if (_process.HasExited) throw new InvalidOperationException("The portal ended at once:\n" + Log);
            try
            {
                using var health = await http.GetAsync(new Uri("health", UriKind.Relative), patience.Token);
                if (health.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(LookAgainAfter, patience.Token);
        }
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>
    /// The host as built beside the test: same configuration, its own folder with its own runtime settings.
    /// </summary>
    private static string HostAssembly()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var framework = output.Name;
        var configuration = output.Parent?.Name ?? "Debug";
        return Path.Combine(
            RepositoryRoot.Path, "src", "CitizenBonds.Web", "bin", configuration, framework, "CitizenBonds.Web.dll");
    }

    private static void Append(StringBuilder log, string? line)
    {
        if (line is null) return;
        lock (log) log.AppendLine(line);
    }
}
