using CitizenBonds.Domain.Pricing;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Domain.Tests.Bonds;

/// <summary>
/// 9,318 values of a spreadsheet's bond functions. Rows whose expected value the collectors could reproduce themselves
/// must agree to 1e-7 (relative above 1); for the others the number that agrees is printed.
/// </summary>
public sealed class SpreadsheetTests
{
    private const double Tolerance = 1e-7;

    [Fact]
    public void Functions_AllRows_AgreeOrAreCountedByName()
    {
        using var file = File.OpenRead(SharedFiles.Find("cases/excel_bond_function_cases.csv"));
        using var csv = new CsvReader(file);
        var tally = new SortedDictionary<string, (int Agree, int Differ, int NotOffered)>();
        var wrong = new List<string>();
        var row = new SpreadsheetCase(csv);
        while (csv.Read())
        {
            var isConfirmed = csv[12] is "yes";
            var standing = isConfirmed ? "confirmed" : csv[12] is "no" ? "known quirk" : "unconfirmed";
            var key = $"{row.Function} ({standing})";
            var (agree, differ, notOffered) = tally.GetValueOrDefault(key);
            if (row.Ours() is not { } ours) tally[key] = (agree, differ, notOffered + 1);
            else if (Agrees(row.Expected(), ours)) tally[key] = (agree + 1, differ, notOffered);
            else
            {
                tally[key] = (agree, differ + 1, notOffered);
                if (isConfirmed) wrong.Add($"line {csv.Line} {row.Function}: {row.Expected()} and {ours}");
            }
        }

        foreach (var (key, count) in tally)
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{key}: {count.Agree} agree, {count.Differ} differ, {count.NotOffered} not offered");
        Assert.True(wrong.Count == 0, $"{wrong.Count} rows: {string.Join('\n', wrong.Take(20))}");
        var confirmed = tally.Where(pair => pair.Key.EndsWith("(confirmed)", StringComparison.Ordinal));
        Assert.Equal(ThirdPartyAgreement.SpreadsheetFunctions, confirmed.Sum(pair => pair.Value.Agree));
        Assert.Equal(9_318, tally.Values.Sum(count => count.Agree + count.Differ + count.NotOffered));
    }

    private static bool Agrees(double expected, double ours) =>
        Math.Abs(expected - ours) <= Tolerance * Math.Max(1, Math.Abs(expected));
}
