using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Web;
using CitizenBonds.Testing.Worlds;
using CitizenBonds.Verifier;
using Xunit;

namespace CitizenBonds.Integration.Tests.Mining;

/// <summary>A reader follows the public page: fetches its two files, runs its command, compares.</summary>
public sealed partial class RecomputeTests(PortalDatabases databases)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublicPage_ItsCommandOnItsFiles_WritesTheSameCoupons()
    {
        await using var world = await PortalWorld.CreateAsync(databases, Token);
        var mining = await PureMiningWorld.CreateAsync(world, Token);
        await mining.FundAsync(1_000_000, Token);
        await mining.ReceiveAsync(830_592, Token);
        await mining.RunAsync(PureMiningWorld.After, Token);
        await using var portal = await RunningPortal.StartAsync(
            databases, Token, ("ConnectionStrings:Portal", world.ConnectionString));
        using var http = new HttpClient { BaseAddress = portal.Address };
        await using var folder = new TemporaryFolder("recompute");

        using var answer = await http.GetAsync($"mining/{mining.Isin}?growth=30&rate=20", Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token) + portal.Log);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));
        Assert.Contains("830,255", page, StringComparison.Ordinal);
        foreach (Match link in FileLink().Matches(page))
        {
            var bytes = await http.GetByteArrayAsync(link.Groups[1].Value.TrimStart('/'), Token);
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, link.Groups[2].Value), bytes, Token);
        }

        // What stands behind "--" in the line a reader types, with the files where they were saved.
        var arguments = Command().Match(page).Groups[1].Value.Trim().Split(' ')
            .Select(part => part.EndsWith(".csv", StringComparison.Ordinal) ? Path.Combine(folder.Path, part) : part)
            .ToArray();
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(0, VerifierHost.Run(arguments, Stream.Null, Stream.Null, said));

        var served = await File.ReadAllTextAsync(Path.Combine(folder.Path, "coupons.csv"), Token);
        Assert.Equal(served, await File.ReadAllTextAsync(Path.Combine(folder.Path, "recomputed.csv"), Token));
        // The published coupon of 830255, 20 digits, by an independent program.
        Assert.Contains("0.0000000000035623030379576957316", served, StringComparison.Ordinal);
        var header = await http.GetStringAsync("mining/headers/830255.hex", Token);
        Assert.Equal(161, header.Length);
    }

    [GeneratedRegex("""<a href="([^"]+)">(headers\.csv|coupons\.csv)</a>""")]
    private static partial Regex FileLink();

    [GeneratedRegex("CitizenBonds.Verifier -c Release -- ([^\n]+)")]
    private static partial Regex Command();
}
