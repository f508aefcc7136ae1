using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Mining;
using CitizenBonds.Data;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CitizenBonds.Integration.Tests.Mining;

/// <summary>A node's JSON-RPC over real HTTP, serving the real headers of the project's table.</summary>
public sealed class HeaderRpcTests(PortalDatabases postgres)
{
    private const string Address = "http://127.0.0.1:18334/";
    private const string Password = "an rpc password";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_NodeByRpc_FollowsItToTheTipAndKeepsThePasswordToItself()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        using var http = new HttpClient();
        var said = new Heard();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(said));
        await using var node = new RpcNode(Address, DemoHeaders.Read());

        var wrong = await Assert.ThrowsAsync<HttpRequestException>(
            () => FeedOf(world, http, logs, "guess").RunAsync(PureMiningWorld.After, Token));
        Assert.DoesNotContain("guess", wrong.ToString(), StringComparison.Ordinal);
        var feed = FeedOf(world, http, logs, Password);
        var rounds = 0;
        while (await feed.RunAsync(PureMiningWorld.After, Token) > 0) rounds++;

        // 2,018 headers, 500 a round of which the first is the last one held: 500, then 499 three times, then 21.
        Assert.Equal(5, rounds);
        var chain = await world.Get<MiningQueries>().ChainAsync(PureMiningWorld.After, Token);
        Assert.Equal((830_592, 830_255), (chain.Tip, chain.LastKeyHeight));
        Assert.DoesNotContain(Password, said.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, SettingsOf(Password).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NodeLeftTheBranchOfTheLastHeader_StepsBackToWhatBothKnow()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = DemoHeaders.Between(DemoHeaders.FirstHeight, 828_700);
        _ = (await world.Get<ReceiveHeaders>().ExecuteAsync(
            mining, "test", Citizens.Key(), PureMiningWorld.Operator.UserId, PureMiningWorld.After, Token))
            .ValueOrThrow;
        using var http = new HttpClient();
        using var logs = LoggerFactory.Create(_ => { });
        await using var node = new RpcNode(
            Address, DemoHeaders.Between(DemoHeaders.FirstHeight, 828_800)) { LeftFrom = 828_699 };

        // It says of 828,699 and 828,700 that they are on a branch it has left, and of 828,698 that it stands.
        Assert.Equal(1, await FeedOf(world, http, logs, Password).RunAsync(PureMiningWorld.After, Token));

        Assert.Equal(828_698, node.ReadFrom);
        var chain = await world.Get<MiningQueries>().ChainAsync(PureMiningWorld.After, Token);
        Assert.Equal(828_800, chain.Tip);
    }

    [Fact]
    public void Settings_TwoWaysToOneNodeOrAPasswordInTheAddress_AreRefused()
    {
        var both = SettingsOf(Password) with { Node = new Uri(Address) };
        var inAddress = SettingsOf(Password) with { Rpc = new Uri("http://user:secret@localhost:8332") };

        Assert.Throws<InvalidOperationException>(() => both.Checked());
        var refused = Assert.Throws<InvalidOperationException>(() => inAddress.Checked());
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        Assert.Same(both.Rpc, (both with { Node = null }).Checked().Rpc);
    }

    private static MiningFeedSettings SettingsOf(string password) => new()
    {
        Rpc = new Uri(Address), RpcUser = "portal", RpcPassword = password, StartHeight = DemoHeaders.FirstHeight,
    };

    private static HeaderNode FeedOf(PortalWorld world, HttpClient http, ILoggerFactory logs, string password) => new(
        SettingsOf(password), world.Get<IDbContextFactory<PortalContext>>(), world.Get<ReceiveHeaders>(), http,
        logs.CreateLogger<HeaderNode>());

    /// <summary>Answers batches of <c>getblockheader</c> and <c>getblockhash</c> as Bitcoin Core does.</summary>
    private sealed class RpcNode : IAsyncDisposable
    {
        private static readonly string Right =
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("portal:" + Password));

        private readonly HttpListener _listener = new();
        private readonly HeaderBranch _chain;
        private readonly Task _serving;

        public RpcNode(string prefix, HeaderBranch chain)
        {
            _chain = chain;
            _listener.Prefixes.Add(prefix);
            _listener.Start();
            _serving = Task.Run(ServeAsync);
        }

        /// <summary>Asked for by hash, blocks from here on are said to be on a branch that was left.</summary>
        public long LeftFrom { get; init; } = long.MaxValue;

        public long ReadFrom { get; private set; }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
            _listener.Close();
        }

        private async Task ServeAsync()
        {
            while (_listener.IsListening)
            {
                try
                {
                    await AnswerAsync(await _listener.GetContextAsync());
                }
                catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException)
                {
                    return; // Stopped.
                }
            }
        }

        private async Task AnswerAsync(HttpListenerContext context)
        {
            if (context.Request.Headers["Authorization"] != Right)
            {
                context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
                context.Response.Close();
                return;
            }

            var batch = await JsonSerializer.DeserializeAsync<JsonArray>(context.Request.InputStream);
            // In reverse: the order of a batch's answers is the node's own business.
            var answers = new JsonArray([.. batch!.Reverse().Select(call => AnswerTo(call!))]);
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answers.ToJsonString()));
            context.Response.Close();
        }

        private JsonObject AnswerTo(JsonNode call)
        {
            var arguments = call["params"]!.AsArray();
            var id = call["id"]!.GetValue<int>();
            if (call["method"]!.GetValue<string>() == "getblockhash")
            {
                var at = arguments[0]!.GetValue<long>();
                if (id == 0) ReadFrom = at;
                return Done(id, _chain.Headers[(int)(at - _chain.FirstHeight)].DisplayHash);
            }

            var hash = arguments[0]!.GetValue<string>();
            var found = _chain.Headers.ToList().FindIndex(header => header.DisplayHash == hash);
            if (found < 0)
            {
                return new()
                {
                    ["id"] = id, ["result"] = null,
                    ["error"] = new JsonObject { ["code"] = -5, ["message"] = "Block not found" },
                };
            }

            if (!arguments[1]!.GetValue<bool>())
                return Done(id, Convert.ToHexStringLower(_chain.Headers[found].ToBytes()));
            var height = _chain.FirstHeight + found;
            return Done(id, new JsonObject
            {
                ["height"] = height,
                ["confirmations"] = height >= LeftFrom ? -1 : _chain.Headers.Count - found,
            });
        }

        private static JsonObject Done(int id, JsonNode? result) =>
            new() { ["id"] = id, ["result"] = result, ["error"] = null };
    }

    private sealed class Heard : ILoggerProvider, ILogger
    {
        private readonly StringBuilder _all = new();

        public string Everything => _all.ToString();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => _all.AppendLine(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
