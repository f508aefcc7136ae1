using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CitizenBonds.Chain;

namespace CitizenBonds.Testing.Chain;

/// <summary>
/// A real EVM node of its own for one test. It makes a block when it is told to, so nothing waits for time.
/// </summary>
public sealed class AnvilNode : IAsyncDisposable
{
    /// <summary>The first of the accounts whose keys the node holds.</summary>
    public const string Sender = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    public const long ChainId = 31_337;

    /// <summary>The accounts of two roles of a contract, as <see cref="WithRolesApart"/> gives them.</summary>
    public const string Agent = "0x14dc79964da2c08b23698b3d3cc7ca32193d9955";

    public const string Pauser = "0xa0ee7a142d267c1f36714e4a8f75612f20a79720";

    private const int AsksMax = 300;
    private const int SigTerm = 15;

    private readonly int _port;
    private readonly string[] _options;
    private readonly HttpClient _http;
    private Process _process;

    private AnvilNode(int port, string[] options)
    {
        _port = port;
        _options = options;
        _process = Begin();
        Url = new Uri($"http://127.0.0.1:{port}");
        _http = new HttpClient { BaseAddress = Url };
    }

    public Uri Url { get; }

    /// <summary>Null when this machine has no such node.</summary>
    public static string? Program { get; } = Find();

    /// <summary>The contracts as the scripts compile them.</summary>
    public static string Artifacts { get; } = Path.Combine(RepositoryRoot.Path, ".tools", "contracts", "built");

    /// <summary>With every role at an account of its own: the sixth to the tenth whose keys the node holds.</summary>
    public static ChainSettings WithRolesApart(ChainSettings settings) => settings with
    {
        Administrator = "0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc",
        Issuer = "0x976ea74026e726554db657fa54763abd0c3a0aa9",
        Agent = Agent,
        Payer = "0x23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f",
        Pauser = Pauser,
    };

    /// <param name="startsAt">The time of its first block; null for now.</param>
    /// <param name="stateFile">Where it keeps its blocks when it stops; null when it never comes back.</param>
    /// <param name="further">More of its options.</param>
    public static async Task<AnvilNode> StartAsync(
        CancellationToken cancellationToken, DateTimeOffset? startsAt = null, string? stateFile = null,
        params string[] further)
    {
        string[] options =
        [
            .. further.Contains("--block-time") ? (string[])[] : ["--no-mining"],
            "--enable-tx-gas-limit", "--silent",
            .. startsAt is { } time ? (string[])["--timestamp", $"{time.ToUnixTimeSeconds()}"] : [],
            .. stateFile is null ? (string[])[] : ["--state", stateFile],
            .. further,
        ];
        var node = new AnvilNode(FreePort(), options);
        await node.WaitAsync(cancellationToken);
        return node;
    }

    /// <summary>Stops it politely, so that it keeps its blocks, and starts it again on the same port.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{SigTerm}", $"{_process.Id}"]);
        await _process.WaitForExitAsync(cancellationToken);
        _process.Dispose();
        _process = Begin();
        await WaitAsync(cancellationToken);
    }

    public async Task<JsonNode?> AskAsync(
        string method, CancellationToken cancellationToken, params JsonNode?[] parameters)
    {
        var request = new JsonObject
        {
            ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = new JsonArray(parameters),
        };
        using var response = await _http.PostAsJsonAsync("", request, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        if (answer!["error"] is { } error) throw new InvalidOperationException($"{method}: {error}");
        return answer["result"]?.DeepClone();
    }

    public Task MineAsync(int blocks, CancellationToken cancellationToken) =>
        AskAsync("anvil_mine", cancellationToken, "0x" + blocks.ToString("x", CultureInfo.InvariantCulture));

    /// <summary>Replaces the newest blocks by empty ones: what was in them is in no block any more.</summary>
    public Task ReorganiseAsync(int depth, CancellationToken cancellationToken) =>
        AskAsync("anvil_reorg", cancellationToken, depth, new JsonArray());

    public async Task<long> NonceAsync(CancellationToken cancellationToken)
    {
        var answer = (string)(await AskAsync("eth_getTransactionCount", cancellationToken, Sender, "latest"))!;
        return long.Parse(answer.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private Process Begin()
    {
        var start = new ProcessStartInfo(Program ?? throw new InvalidOperationException("There is no anvil here."))
        {
            RedirectStandardOutput = true,
        };
        string[] all = ["--port", _port.ToString(CultureInfo.InvariantCulture), .. _options];
        foreach (var option in all) start.ArgumentList.Add(option);
        return Process.Start(start)!; // Null only when a shell is used.
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        for (var asked = 1; ; asked++)
        {
            try
            {
                await AskAsync("eth_chainId", cancellationToken);
                return;
            }
            catch (HttpRequestException) when (asked < AsksMax && !_process.HasExited)
            {
                // Not listening yet.
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? Find()
    {
        var packages = Path.Combine(RepositoryRoot.Path, "src", "contracts", "node_modules", "@foundry-rs");
        var packaged = Path.Combine(packages, "anvil-linux-amd64", "bin", "anvil");
        if (File.Exists(packaged)) return packaged;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "anvil")).FirstOrDefault(File.Exists);
    }
}
