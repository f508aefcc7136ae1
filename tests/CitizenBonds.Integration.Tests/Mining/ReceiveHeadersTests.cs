using System.Globalization;
using System.Text;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Mining;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Mining;

/// <summary>Headers are the project's table of real ones; what is refused leaves the chain as it was.</summary>
public sealed class ReceiveHeadersTests(PortalDatabases postgres) : IAsyncLifetime
{
    private const long First = DemoHeaders.FirstHeight;
    private PortalWorld _world = null!; // Set by InitializeAsync before any test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await PortalWorld.CreateAsync(postgres, Token);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Receive_FileOfRealHeadersInTwoParts_RecordsTheKeyBlocks()
    {
        await TakeAsync(FileOf(DemoHeaders.Between(First, First + 400)));
        var second = await TakeAsync(FileOf(DemoHeaders.Between(First + 300, 830_592)));

        var outcome = second.ValueOrThrow;
        Assert.Equal((1_617, 101, 830_592L), (outcome.Added, outcome.Known, outcome.TipHeight));
        Assert.Equal(6, await _world.CountAsync("mining_key_blocks", Token));
        // The same file again changes nothing.
        var again = (await TakeAsync(FileOf(DemoHeaders.Between(First, 830_592)))).ValueOrThrow;
        Assert.Equal((0, 2_018), (again.Added, again.Known));
    }

    [Fact]
    public async Task Receive_ForgedBit_RefusesAllOfIt()
    {
        await TakeAsync(FileOf(DemoHeaders.Between(First, First + 10)));
        var file = FileOf(DemoHeaders.Between(First + 11, First + 30)).Split('\n');
        var line = file[5];
        file[5] = line[..^1] + (line[^1] == '0' ? '1' : '0');

        AssertRefused("HeaderFault.ProofOfWorkMissing", await TakeAsync(string.Join('\n', file)));
    }

    [Fact]
    public async Task Receive_OrphanedHeader_RefusesIt()
    {
        await TakeAsync(FileOf(DemoHeaders.Between(First, First + 10)));

        // Its height fits; the block it builds on is not the one below.
        AssertRefused(
            "Header.Orphaned", await TakeAsync(FileOf(new HeaderBranch(First + 11, OneAt(First + 200)))));
        AssertRefused("Header.Orphaned", await TakeAsync(FileOf(DemoHeaders.Between(First + 13, First + 20))));
    }

    [Fact]
    public async Task Receive_AnotherChainOrAnUnknownStart_RefusesIt()
    {
        AssertRefused("Header.StartUnknown", await TakeAsync(FileOf(DemoHeaders.Between(First + 1, First + 20))), 0);
        // A header where Bitcoin has another one known to all.
        AssertRefused("Header.OtherChain", await TakeAsync(FileOf(new HeaderBranch(First, OneAt(First + 1)))), 0);
    }

    [Theory]
    [InlineData("", "HeaderFile.Missing")]
    [InlineData("height,hash\n1,2\n", "HeaderFile.ColumnsMissing")]
    [InlineData("height,header_hex\n1,00\n", "HeaderFile.LineUnreadable")]
    [InlineData("height,header_hex\n", "HeaderFile.Missing")]
    public void Read_NoHeaders_SaysWhy(string file, string code) =>
        Assert.Equal(code, HeaderFile.Read(file).Refusal?.Code);

    [Fact]
    public void Read_AGapInTheHeights_SaysWhere()
    {
        var lines = FileOf(DemoHeaders.Between(First, First + 3)).Split('\n').ToList();
        lines.RemoveAt(2);

        var refusal = HeaderFile.Read(string.Join('\n', lines)).Refusal;

        Assert.True(refusal!.Is(HeaderRefusal.NotConsecutive));
        Assert.Equal(First + 2, refusal.Arguments["height"]);
    }

    [Fact]
    public async Task Receive_TheSameHeadersFromFourFeedsAtOnce_AreTakenInOnce()
    {
        var file = FileOf(DemoHeaders.Between(First, First + 350));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TakeAsync(file)));

        Assert.Equal(351, await _world.CountAsync("mining_headers", Token));
        Assert.Equal(2, await _world.CountAsync("mining_key_blocks", Token));
    }

    [Fact]
    public async Task Receive_ABranchWithMoreWorkReplacesFiveBlocks_CouponsGoOn()
    {
        await FollowWeakerBlocksAsync(First + 331, 5);

        var outcome = (await TakeAsync(FileOf(DemoHeaders.Between(First, First + 341)))).ValueOrThrow;

        Assert.Equal((5, false, 1), (outcome.Replaced, outcome.IsSuspended, outcome.KeyBlocks));
        Assert.Equal(5, await _world.CountAsync("mining_stale_headers", Token));
        Assert.Equal(342, await _world.CountAsync("mining_headers", Token));
    }

    [Fact]
    public async Task Receive_ABranchReplacesSixBlocks_CouponsWaitUntilTheOperatorResumes()
    {
        await FollowWeakerBlocksAsync(First + 331, 6);

        var deep = (await TakeAsync(FileOf(DemoHeaders.Between(First, First + 341)))).ValueOrThrow;
        var further = (await TakeAsync(FileOf(DemoHeaders.Between(First + 342, 830_592)))).ValueOrThrow;

        Assert.Equal((6, true, 0), (deep.Replaced, deep.IsSuspended, deep.KeyBlocks));
        Assert.Equal((true, 0), (further.IsSuspended, further.KeyBlocks));
        var decide = _world.Get<DecideMiningChain>();
        var byTreasury = await decide.ExecuteAsync(
            ChainDecision.Resume, Citizens.Key(), PureMiningWorld.Treasury, PureMiningWorld.After, Token);
        var resumed = await decide.ExecuteAsync(
            ChainDecision.Resume, Citizens.Key(), PureMiningWorld.Operator, PureMiningWorld.After, Token);
        var twice = await decide.ExecuteAsync(
            ChainDecision.Resume, Citizens.Key(), PureMiningWorld.Operator, PureMiningWorld.After, Token);

        Assert.True(byTreasury.AsRefusal!.Is(ChainDecisionRefusal.NotTheOperator));
        Assert.Equal((MiningChainState.Following, 5), (resumed.ValueOrThrow.State, resumed.ValueOrThrow.KeyBlocks));
        Assert.True(twice.AsRefusal!.Is(ChainDecisionRefusal.NotSuspended));
    }

    [Fact]
    public async Task Receive_ABranchWithNoMoreWork_IsRefused()
    {
        await TakeAsync(FileOf(DemoHeaders.Between(First, First + 10)));
        // The chain followed has the real header of that height twice as strong: bits 1703ba5d are beaten by 1701ba5d.
        await ExecuteAsync(
            $"""
            update portal.mining_headers set hash = sha256(hash), header = overlay(header placing '\x5dba0117' from 73)
            where height = {First + 10}
            """);

        AssertRefused("Header.LessWork", await TakeAsync(FileOf(DemoHeaders.Between(First, First + 10))));
    }

    [Fact]
    public async Task HeaderDirectory_FilesAppear_AreTakenOnceAndABadOneIsLeft()
    {
        await using var folder = new TemporaryFolder("headers");
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "1.csv"), FileOf(DemoHeaders.Between(First, First + 5)), Token);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "2.csv"), "nothing", Token);
        var feed = new HeaderDirectory(
            new MiningFeedSettings { Directory = folder.Path }, _world.Get<ReceiveHeaders>(),
            _world.Get<Microsoft.Extensions.Logging.ILogger<HeaderDirectory>>());

        Assert.Equal(1, await feed.RunAsync(PureMiningWorld.After, Token));
        Assert.Equal(0, await feed.RunAsync(PureMiningWorld.After, Token));
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "3.csv"), FileOf(DemoHeaders.Between(First + 6, First + 9)), Token);
        Assert.Equal(1, await feed.RunAsync(PureMiningWorld.After, Token));

        Assert.Equal(10, await _world.CountAsync("mining_headers", Token));
        Assert.True(File.Exists(Path.Combine(folder.Path, "2.csv")));
    }

    private static IReadOnlyList<BlockHeader> OneAt(long height) => DemoHeaders.Between(height, height).Headers;

    private static string FileOf(HeaderBranch branch)
    {
        var text = new StringBuilder("height,header_hex\n");
        for (var i = 0; i < branch.Headers.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{branch.FirstHeight + i},")
                .Append(Convert.ToHexStringLower(branch.Headers[i].ToBytes())).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private async Task<Outcome<ReceivedHeaders>> TakeAsync(string file)
    {
        var (branch, refusal) = HeaderFile.Read(file);
        Assert.Null(refusal);
        return await _world.Get<ReceiveHeaders>().ExecuteAsync(
            branch!, "test", Citizens.Key(), PureMiningWorld.Operator.UserId, PureMiningWorld.After, Token);
    }

    /// <summary>
    /// Nobody can mine a branch for a test. So the weaker one is written down as if it had been followed: so many
    /// headers of difficulty one on top of real ones. What replaces it is real.
    /// </summary>
    private async Task FollowWeakerBlocksAsync(long from, int count)
    {
        _ = (await TakeAsync(FileOf(DemoHeaders.Between(First, from + count - 1)))).ValueOrThrow;
        await ExecuteAsync(
            $"""
            update portal.mining_headers set hash = sha256(hash), header = overlay(header placing '\xffff001d' from 73)
            where height >= {from}
            """);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_world.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private void AssertRefused(string code, Outcome<ReceivedHeaders> outcome, long headers = 11)
    {
        Assert.Equal(code, outcome.AsRefusal?.Code);
        Assert.Equal(headers, _world.CountAsync("mining_headers", Token).GetAwaiter().GetResult());
    }
}
