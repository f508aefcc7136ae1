using System.Globalization;
using CitizenBonds.Data.Credit;

namespace CitizenBonds.Application.Credit;

/// <summary>
/// Reads a file of indicators: either every row, or every fault with its row and column. An empty cell is a figure not
/// published; "-" is the sources' sign for "no deficit" and "no burden", which is zero. Pure.
/// </summary>
public static class IndicatorFile
{
    public const int RowsMax = 50_000;
    public const int CharactersMax = 20_000_000;
    public const string Code = "code6";
    public const string Year = "fiscal_year";
    public const string DebtService = "real_debt_service_ratio_pct";
    public const string FutureBurden = "future_burden_ratio_pct";
    public const string RealDeficit = "real_deficit_ratio_pct";
    public const string ConsolidatedDeficit = "consolidated_deficit_ratio_pct";
    public const string Capability = "fiscal_capability_index";
    public const string Scale = "standard_fiscal_scale_yen";

    public static IReadOnlyList<string> Required { get; } =
        [Code, Year, DebtService, FutureBurden, RealDeficit, ConsolidatedDeficit];

    public static IReadOnlyList<string> Optional { get; } = [Capability, Scale];

    /// <summary>Columns of the published workbooks that are of no use here.</summary>
    private static readonly string[] Ignored =
        ["prefecture", "municipality", "ordinary_balance_ratio_pct", "bond_restriction_ratio_pct", "laspeyres_index"];

    /// <param name="issuerIds">By code.</param>
    /// <param name="latestYear">Figures of later years cannot exist yet.</param>
    public static (IReadOnlyList<IndicatorRow> Rows, IReadOnlyList<IndicatorFault> Faults) Read(
        string text, IReadOnlyDictionary<string, long> issuerIds, int latestYear)
    {
        var (table, unclosed) = CsvTable.Read(text, RowsMax + 1);
        if (unclosed > 0) return ([], [new(unclosed, 0, "", IndicatorFaultKind.QuoteNotClosed, "")]);
        if (table.Count > RowsMax + 1)
            return ([], [new(0, 0, "", IndicatorFaultKind.TooManyRows, Text(RowsMax))]);
        if (table.Count == 0) return ([], [new(0, 0, "", IndicatorFaultKind.NoRows, "")]);
        var header = table[0].Cells;
        var faults = FindHeaderFaults(header, table[0].Number);
        if (faults.Count == 0 && table.Count == 1) faults.Add(new(0, 0, "", IndicatorFaultKind.NoRows, ""));
        if (faults.Count > 0) return ([], faults);

        var rows = new List<IndicatorRow>(table.Count - 1);
        var seen = new HashSet<(long IssuerId, int FiscalYear)>();
        foreach (var (number, cells) in table.Skip(1))
        {
            var reader = new IndicatorCells(number, header, cells, faults);
            if (reader.ReadRow(issuerIds, latestYear) is not { } row) continue;
            if (seen.Add((row.IssuerId, row.FiscalYear))) rows.Add(row);
            else reader.Add(Code, IndicatorFaultKind.RowTwice);
        }

        return faults.Count > 0 ? ([], faults) : (rows, faults);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static List<IndicatorFault> FindHeaderFaults(string[] header, int row)
    {
        var faults = new List<IndicatorFault>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < header.Length; i++)
        {
            var name = header[i];
            var isKnown = Required.Contains(name) || Optional.Contains(name) || Ignored.Contains(name);
            if (!isKnown) faults.Add(new(row, i + 1, name, IndicatorFaultKind.ColumnUnknown, name));
            else if (!seen.Add(name)) faults.Add(new(row, i + 1, name, IndicatorFaultKind.ColumnTwice, name));
        }

        faults.AddRange(Required.Where(name => !seen.Contains(name))
            .Select(name => new IndicatorFault(row, 0, name, IndicatorFaultKind.ColumnMissing, name)));
        return faults;
    }
}
