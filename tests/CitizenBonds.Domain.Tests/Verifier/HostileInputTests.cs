using System.Globalization;
using System.Text;
using CitizenBonds.Verifier;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Verifier;

/// <summary>Whatever the file holds: an exit code as specified, one line that says why, nothing half written.</summary>
public sealed class HostileInputTests
{
    private const string Header = "id,issue,settlement,maturity,coupon_rate,frequency,day_count,yield\n";
    private const string GoodRow = "1,2026-03-20,2027-05-01,2036-03-20,0.012,2,ACT/ACT ICMA,0.01\n";

    private static readonly string[] HostileFields =
    [
        "", "NaN", "-Infinity", "1e308", "-1e308", "1e-320", "0", "-0.999", "-2", "99999999999999999999", "2", "12",
        "0001-01-01", "9999-12-31", "2024-02-29", "2023-02-29", "1900-01-01", "2036-03-20", "2036-03-19",
        "7", "ACT/360", "30/360 US", "act/360", "\"a,b\"", "\"", "\u0000", "１２", "'; drop table", "=1+1", "x\ty",
    ];

    [Fact]
    public void Price_AnyFieldReplacedByAnythingHostile_ExitsAsSpecified() =>
        Prop.ForAll(
            Gen.Choose(1, 7).ArrayOf(3).ToArbitrary(),
            Gen.Elements(HostileFields).ArrayOf(3).ToArbitrary(),
            Gen.Elements("street", "daycount-time").ToArbitrary(),
            (columns, hostile, convention) =>
            {
                var fields = GoodRow.TrimEnd('\n').Split(',');
                for (var i = 0; i < 3; i++) fields[columns[i]] = hostile[i];
                var run = VerifierRun.Start(
                    Header + GoodRow + string.Join(',', fields) + "\n", "price", "--convention", convention);
                AssertAsSpecified(run);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void EveryTableCommand_RandomBytes_AreBadInput() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            Gen.Elements("price", "price-callable").ToArbitrary(),
            (bytes, command) =>
            {
                var run = VerifierRun.Start(bytes, command);
                Assert.Equal(2, run.ExitCode);
                AssertAsSpecified(run);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("coupon_rate", "NaN", "line 3, column coupon_rate: 'NaN' is not a finite number")]
    [InlineData("coupon_rate", "-0.01", "line 3, column coupon_rate: CouponNegative")]
    [InlineData("frequency", "3", "line 3, column frequency: 3 is not 0, 1, 2, 4 or 12")]
    [InlineData("day_count", "ACT/361", "line 3, column day_count: unknown")]
    [InlineData("yield", "-2", "line 3, column yield: YieldOutOfRange")]
    [InlineData("maturity", "2027-05-01", "line 3, column settlement: SettlementNotBeforeMaturity")]
    [InlineData("settlement", "2026-03-19", "line 3, column settlement: SettlementBeforeIssue")]
    [InlineData("issue", "1850-01-01", "line 3, column maturity: DateOutOfRange")]
    public void Price_OneBadField_NamesLineColumnAndReason(string column, string value, string message)
    {
        var fields = GoodRow.TrimEnd('\n').Split(',');
        fields[Array.IndexOf(Header.TrimEnd('\n').Split(','), column)] = value;
        var run = VerifierRun.Start(Header + GoodRow + string.Join(',', fields) + "\n", "price");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("bad input: " + message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Price_BadRowAtTheEnd_LeavesTheOldOutputAndNothingElse()
    {
        var folder = Directory.CreateTempSubdirectory("citizenbonds-test");
        try
        {
            var output = Path.Combine(folder.FullName, "prices.csv");
            File.WriteAllText(output, "old");
            var bad = VerifierRun.Start(Header + GoodRow + "2,x\n", "price", "--out", output);
            Assert.Equal((2, "old"), (bad.ExitCode, File.ReadAllText(output)));
            var good = VerifierRun.Start(Header + GoodRow, "price", "--out", output);
            Assert.Equal((0, ""), (good.ExitCode, good.Output));
            Assert.StartsWith("id,clean_price", File.ReadAllText(output), StringComparison.Ordinal);
            Assert.Equal([output], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Price_InputIsItsOwnOutput_IsReadBeforeItIsReplaced()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Header + GoodRow);
            Assert.Equal(0, VerifierRun.Start("", "price", "--in", path, "--out", path).ExitCode);
            Assert.StartsWith("id,clean_price", File.ReadAllText(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Price_MillionRowsOfGarbageAfterAHeader_StopsAtTheFirst()
    {
        var garbage = new StringBuilder(Header);
        for (var i = 0; i < 100_000; i++) garbage.Append(CultureInfo.InvariantCulture, $"{i},x,x,x,x,x,x,x\n");
        var run = VerifierRun.Start(garbage.ToString(), "price");
        const string Message = "bad input: line 2, column frequency: 'x' is not a whole number";
        Assert.StartsWith(Message, run.Error, StringComparison.Ordinal);
    }

    private static void AssertAsSpecified(VerifierRun run)
    {
        Assert.True(run.ExitCode is 0 or 2, run.Error);
        Assert.DoesNotContain("internal error", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        if (run.ExitCode == CommandResult.BadInputCode) Assert.Empty(run.Output);
        else Assert.DoesNotContain(run.Output.Split('\n', ','), field => field is "NaN" or "Infinity" or "-Infinity");
    }
}
