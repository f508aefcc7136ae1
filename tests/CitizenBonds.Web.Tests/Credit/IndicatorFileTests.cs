using CitizenBonds.Application.Credit;
using CitizenBonds.Data.Credit;

namespace CitizenBonds.Web.Tests.Credit;

public sealed class IndicatorFileTests
{
    private const string Header =
        "code6,fiscal_year,real_debt_service_ratio_pct,future_burden_ratio_pct,real_deficit_ratio_pct,"
        + "consolidated_deficit_ratio_pct\n";

    /// <summary>Sapporo, whose official code is 011002, and Hakodate, 012025.</summary>
    private static readonly Dictionary<string, long> Issuers = new() { ["011002"] = 1, ["012025"] = 2 };

    [Fact]
    public void Read_TwoRows_AreTaken()
    {
        var (rows, faults) = Read(Header + "011002,2023,2.9,18.2,-,-\r\n012025,2023,5,,-,-\r\n");

        Assert.Empty(faults);
        Assert.Equal(2, rows.Count);
        Assert.Equal(2.9m, rows[0].RealDebtServiceRatio);
        Assert.Equal(0, rows[0].RealDeficitRatio); // "-" is "no deficit".
        Assert.False(rows[0].HasNoFutureBurden);
        Assert.Null(rows[1].FutureBurdenRatio); // Empty is "not published".
    }

    [Fact]
    public void Read_ColumnsInAnyOrderQuotedAndWithAMark_AreTaken()
    {
        var (rows, faults) = Read(
            "\uFEFFfiscal_year,municipality,code6,future_burden_ratio_pct,real_deficit_ratio_pct,"
            + "consolidated_deficit_ratio_pct,real_debt_service_ratio_pct\n"
            + "2023,\"Sapporo, \"\"the\"\" city\",011002,-,-,-,2.9\n");

        Assert.Empty(faults);
        Assert.True(Assert.Single(rows).HasNoFutureBurden);
    }

    [Theory]
    [InlineData("01100,2023,2.9,1,-,-", 1, IndicatorFaultKind.CodeMalformed)]
    [InlineData("011003,2023,2.9,1,-,-", 1, IndicatorFaultKind.CodeCheckDigit)]
    [InlineData("131016,2023,2.9,1,-,-", 1, IndicatorFaultKind.IssuerUnknown)]
    [InlineData("011002,2030,2.9,1,-,-", 2, IndicatorFaultKind.YearOutOfRange)]
    [InlineData("011002,R5,2.9,1,-,-", 2, IndicatorFaultKind.NotANumber)]
    [InlineData("011002,2023,2.9%,1,-,-", 3, IndicatorFaultKind.NotANumber)]
    [InlineData("011002,2023,1e1,1,-,-", 3, IndicatorFaultKind.NotANumber)]
    [InlineData("011002,2023,99999999999999999999999999999999,1,-,-", 3, IndicatorFaultKind.NotANumber)]
    [InlineData("011002,2023,2.9,\"1,5\",-,-", 4, IndicatorFaultKind.NotANumber)]
    [InlineData("011002,2023,2.9,100001,-,-", 4, IndicatorFaultKind.OutOfRange)]
    [InlineData("011002,2023,2.9,1,-0.1,-", 5, IndicatorFaultKind.OutOfRange)]
    [InlineData("011002,2023,2.9,1,-,0.0001", 6, IndicatorFaultKind.TooManyDecimals)]
    public void Read_OneBadCell_IsNamedByRowAndColumn(string row, int column, IndicatorFaultKind kind)
    {
        var (rows, faults) = Read(Header + "012025,2023,5,38.9,-,-\n\n" + row + "\n");

        Assert.Empty(rows); // All or nothing.
        var fault = Assert.Single(faults);
        Assert.Equal((4, column, kind), (fault.Row, fault.Column, fault.Kind)); // Line 3 is blank and still counts.
    }

    [Fact]
    public void Read_ManyFaults_AreAllNamed()
    {
        var (_, faults) = Read(Header + "x,y,z,1,-,-\n011002,2023,a,b,c,d\n011002,2023,1\n");

        Assert.Equal(
            [(2, 1), (2, 2), (2, 3), (3, 3), (3, 4), (3, 5), (3, 6), (4, 3)],
            faults.Select(fault => (fault.Row, fault.Column)));
    }

    [Fact]
    public void Read_SameIssuerAndYearTwice_IsAFault() =>
        Assert.Equal(
            IndicatorFaultKind.RowTwice,
            Assert.Single(Read(Header + "011002,2023,1,1,-,-\n011002,2023,1,1,-,-\n").Faults).Kind);

    [Theory]
    [InlineData("", IndicatorFaultKind.NoRows)]
    [InlineData("code6,fiscal_year\n", IndicatorFaultKind.ColumnMissing)]
    [InlineData(Header, IndicatorFaultKind.NoRows)]
    [InlineData("code6,code6\n", IndicatorFaultKind.ColumnTwice)]
    [InlineData("code6,real_debt_ratio\n", IndicatorFaultKind.ColumnUnknown)]
    [InlineData(Header + "\"011002,2023\n", IndicatorFaultKind.QuoteNotClosed)]
    public void Read_WrongTable_IsRefusedAsAWhole(string text, IndicatorFaultKind expected) =>
        Assert.Contains(Read(text).Faults, fault => fault.Kind == expected);

    private static (IReadOnlyList<IndicatorRow> Rows, IReadOnlyList<IndicatorFault> Faults) Read(string text) =>
        IndicatorFile.Read(text, Issuers, latestYear: 2026);
}
