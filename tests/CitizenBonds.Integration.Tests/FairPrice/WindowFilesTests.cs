using System.Globalization;
using System.Text;
using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Web;
using CitizenBonds.Testing.Worlds;
using CitizenBonds.Verifier;
using Xunit;

namespace CitizenBonds.Integration.Tests.FairPrice;

/// <summary>A stranger downloads the files and the offline verifier finds the very same K, bands, answers.</summary>
public sealed class WindowFilesTests(PortalDatabases postgres)
{
    private static readonly string[] Answers = ["K", "upper", "lower", "deposit_allowed", "withdraw_allowed"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verifier_DownloadedFiles_GivesTheColumnsBesideTheInputs()
    {
        await using var portal = await RunningPortal.StartAsync(postgres, Token);
        await using var world = PortalWorld.Over(portal.ConnectionString);
        var stage = await WindowStage.OpenAsync(world, Token);
        var citizen = await new Citizens(world).OpenReadyAsync(100_000, Token);
        foreach (var price in (long[])[370, 413, 337, 400])
        {
            _ = (await stage.PublishAsync(
                WindowStage.Price with { TokenPriceYen = price, Sources = "exchange \"A\", mean" }, Token))
                .ValueOrThrow;
            await stage.DealAsync(citizen, WindowDirection.Withdrawal, 10, price, Token);
            await stage.DealAsync(citizen, WindowDirection.Deposit, 5, price, Token);
        }

        using var http = new HttpClient { BaseAddress = portal.Address };
        var windows = await http.GetStringAsync("/fair-price/windows.csv", Token);
        var deals = await http.GetStringAsync("/fair-price/deals.csv", Token);

        Assert.Equal(5, Check(windows));
        Assert.Equal(6, Check(deals)); // 413: out only; 337: in only; 370 and 400: both.
        var page = await http.GetStringAsync("/fair-price", Token);
        Assert.Contains("¥375.00", page, StringComparison.Ordinal);
        Assert.Contains("¥412", page, StringComparison.Ordinal);
    }

    /// <returns>How many rows agreed.</returns>
    private static int Check(string file)
    {
        var lines = file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(',');
        var first = Array.IndexOf(names, Answers[0]);
        Assert.Equal(Answers, names.Skip(first).Take(Answers.Length));
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(file));
        using var output = new MemoryStream();
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(0, VerifierHost.Run(["fair-price"], input, output, said));
        var recomputed = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // What may hold a comma stands behind the answers.
        Assert.Equal(
            lines.Skip(1).Select(line => string.Join(',', line.Split(',').Skip(first).Take(Answers.Length))),
            recomputed.Skip(1));
        return recomputed.Length - 1;
    }
}
