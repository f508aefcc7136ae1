using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CitizenBonds.Testing;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>A server in a process of its own, with the settings a portal is started with.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);
    private static readonly (string Key, string Value) Quiet = ("Logging__LogLevel__Default", "Warning");
    private readonly Process _process;

    private HostProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static HostProcess StartPortal(params (string Key, string Value)[] settings) => Start(
        Path.Combine(
            RepositoryRoot.Path, "src", "CitizenBonds.Web", "bin", "Release", "net10.0", "CitizenBonds.Web.dll"),
        FindFreePort(),
        [],
        [("ASPNETCORE_ENVIRONMENT", "Production"), Quiet, .. settings]);

    /// <remarks>The bench itself is compiled at once and collects alone; a server does not.</remarks>
    public static HostProcess StartBare()
    {
        var port = FindFreePort();
        return Start(
            Path.Combine(AppContext.BaseDirectory, "CitizenBonds.Benchmarks.dll"),
            port,
            [BareHost.Name, port.ToString(CultureInfo.InvariantCulture)],
            [
                ("DOTNET_TieredCompilation", "1"), ("DOTNET_gcServer", "1"), ("DOTNET_gcConcurrent", "1"), Quiet,
            ]);
    }

    /// <returns>How long it took from the start of this call until the path was answered with 200.</returns>
    public async Task<TimeSpan> WaitForAsync(string path)
    {
        var watch = Stopwatch.StartNew();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}/") };
        while (watch.Elapsed < ReadyMax)
        {
            if (_process.HasExited) throw new InvalidOperationException("The server ended at once.");
            try
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK) return watch.Elapsed;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(LookEvery);
        }

        throw new TimeoutException($"{path} was not answered.");
    }

    /// <summary>Asks it to end, as a service manager would, and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static HostProcess Start(
        string assembly, int port, string[] arguments, (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.Combine(RepositoryRoot.Path, "src", "CitizenBonds.Web"),
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(assembly);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        foreach (var (key, value) in settings) start.Environment[key] = value;
        // What the host says must not mix with the figures.
        start.RedirectStandardOutput = true;
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet cannot be started.");
        process.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        return new HostProcess(process, port);
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
