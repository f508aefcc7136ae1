using System.Globalization;
using System.Net;
using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Mining;
using CitizenBonds.Data;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CitizenBonds.Integration.Tests.Mining;

/// <summary>A node's REST interface over real HTTP, serving the real headers of the project's table.</summary>
public sealed class HeaderNodeTests(PortalDatabases postgres)
{
    private const string Address = "http://127.0.0.1:18332/";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_NodeServesGoesAwayAndComesBack_FollowsItToTheTip()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        using var http = new HttpClient();
        var settings = new MiningFeedSettings
        {
            Node = new Uri(Address), StartHeight = DemoHeaders.FirstHeight,
        };
        var feed = new HeaderNode(
            settings, world.Get<IDbContextFactory<PortalContext>>(), world.Get<ReceiveHeaders>(), http,
            NullLogger<HeaderNode>.Instance);

        await Assert.ThrowsAsync<HttpRequestException>(() => feed.RunAsync(PureMiningWorld.After, Token));
        await using (new RestNode(Address, DemoHeaders.Between(DemoHeaders.FirstHeight, 829_000)))
        {
            Assert.Equal(1, await feed.RunAsync(PureMiningWorld.After, Token));
            Assert.Equal(0, await feed.RunAsync(PureMiningWorld.After, Token));
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => feed.RunAsync(PureMiningWorld.After, Token));
        await using (new RestNode(Address, DemoHeaders.Read()))
        {
            Assert.Equal(1, await feed.RunAsync(PureMiningWorld.After, Token));
        }

        var chain = await world.Get<MiningQueries>().ChainAsync(PureMiningWorld.After, Token);
        Assert.Equal(830_592, chain.Tip);
        Assert.Equal(830_255, chain.LastKeyHeight);
        Assert.Equal("127.0.0.1", chain.Source);
    }

    /// <summary>Answers <c>/rest/headers/COUNT/HASH.bin</c> as Bitcoin Core does.</summary>
    private sealed class RestNode : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly HeaderBranch _chain;
        private readonly Task _serving;

        public RestNode(string prefix, HeaderBranch chain)
        {
            _chain = chain;
            _listener.Prefixes.Add(prefix);
            _listener.Start();
            _serving = Task.Run(ServeAsync);
        }

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
            // "", "rest", "headers", COUNT, HASH.bin
            var parts = (context.Request.Url?.AbsolutePath ?? "").Split('/');
            var count = int.Parse(parts[3], CultureInfo.InvariantCulture);
            var hash = Path.GetFileNameWithoutExtension(parts[4]);
            var from = _chain.Headers.ToList().FindIndex(header => header.DisplayHash == hash);
            if (from < 0)
            {
                context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            }
            else
            {
                var bytes = _chain.Headers.Skip(from).Take(count).SelectMany(header => header.ToBytes()).ToArray();
                await context.Response.OutputStream.WriteAsync(bytes);
            }

            context.Response.Close();
        }
    }
}
