using System.Text;

namespace CitizenBonds.Domain.Tests.Verifier;

public sealed class CouponsCommandTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Verifier", "Golden", "coupons");

    [Fact]
    public void Coupons_OneHeaderMissingBetween_GivesNoCoupon()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, "headers.csv"));

        var run = VerifierRun.Start(string.Join('\n', lines.Where((_, line) => line != 100)), "coupons");

        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Output.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("height,header_hex\n335,00\n", "line 2, column header_hex")]
    [InlineData("height\n335\n", "header_hex")]
    [InlineData("height,header_hex\n-1,00\n", "line 2, column height")]
    [InlineData("", "empty")]
    public void Coupons_BadInput_SaysWhereAndWritesNothing(string input, string where)
    {
        var run = VerifierRun.Start(input, "coupons");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(where, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Coupons_ForgedBit_SaysWhichLine()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "headers.csv"));
        var text = Encoding.UTF8.GetString(bytes).Split('\n');
        text[57] = text[57][..^1] + (text[57][^1] == '0' ? '1' : '0');

        var run = VerifierRun.Start(string.Join('\n', text), "coupons");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("line 58, column header_hex", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Coupons_HeadersNotSorted_SaysWhichLine()
    {
        var text = File.ReadAllLines(Path.Combine(Folder, "headers.csv"));
        (text[8], text[9]) = (text[9], text[8]);

        var run = VerifierRun.Start(string.Join('\n', text), "coupons");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("line 10, column height", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Coupons_AllHeadersHeld_AgreesWithEveryPublishedCoupon()
    {
        using var headers = File.OpenRead(SharedFiles.Find("data/btc_headers.csv"));

        var run = VerifierRun.Start(headers, "coupons");

        Assert.Equal(0, run.ExitCode);
        var ours = run.Output.Split('\n').Select(line => line.Split(',')).Where(row => row.Length == 8)
            .ToDictionary(row => row[1], row => (row[2], row[4], row[5], row[6], row[7]));
        var published = File.ReadLines(SharedFiles.Find("data/btc_coupons.csv")).Select(line => line.Split(',')).Skip(1)
            .Where(row => row[11] == "headers" && ours.ContainsKey(row[1])).ToArray();
        foreach (var row in published) Assert.Equal((row[4], row[7], row[8], row[9], row[10]), ours[row[1]]);

        // One published pair has its times from a chain state, not from headers.
        Assert.Equal(66, published.Length);
    }
}
