using System.Globalization;
using CitizenBonds.Data.Credit;

namespace CitizenBonds.Application.Credit;

/// <summary>One row of an indicator file; what is wrong with its cells goes into the common list.</summary>
internal sealed class IndicatorCells(int row, string[] header, string[] cells, List<IndicatorFault> faults)
{
    private const int YearMin = 1950;
    private const int ShownLengthMax = 40;
    private const string None = "-";

    /// <returns>Null when anything in the row is at fault.</returns>
    public IndicatorRow? ReadRow(IReadOnlyDictionary<string, long> issuerIds, int latestYear)
    {
        if (cells.Length != header.Length)
        {
            var found = cells.Length.ToString(CultureInfo.InvariantCulture);
            faults.Add(new(row, Math.Min(cells.Length, header.Length), "", IndicatorFaultKind.CellCount, found));
            return null;
        }

        var before = faults.Count;
        var read = new IndicatorRow
        {
            IssuerId = ReadIssuer(issuerIds),
            FiscalYear = ReadYear(latestYear),
            RealDebtServiceRatio = Ratio(IndicatorFile.DebtService, -1_000, 10_000),
            FutureBurdenRatio = Ratio(IndicatorFile.FutureBurden, -1_000, 100_000),
            HasNoFutureBurden = CellOf(IndicatorFile.FutureBurden) == None,
            RealDeficitRatio = Ratio(IndicatorFile.RealDeficit, 0, 10_000),
            ConsolidatedDeficitRatio = Ratio(IndicatorFile.ConsolidatedDeficit, 0, 10_000),
            FiscalCapabilityIndex = Number(IndicatorFile.Capability, 0, 1_000, decimalsMax: 5),
            StandardFiscalScaleYen = (long?)Number(IndicatorFile.Scale, 1, 100_000_000_000_000, decimalsMax: 0),
            Source = "",
        };
        return faults.Count > before ? null : read;
    }

    public void Add(string column, IndicatorFaultKind kind)
    {
        var value = CellOf(column) ?? "";
        var shown = value.Length <= ShownLengthMax ? value : value[..ShownLengthMax] + "…";
        faults.Add(new(row, Array.IndexOf(header, column) + 1, column, kind, shown));
    }

    private long ReadIssuer(IReadOnlyDictionary<string, long> issuerIds)
    {
        var code = CellOf(IndicatorFile.Code) ?? "";
        if (issuerIds.TryGetValue(code, out var id)) return id;
        if (code.Length != 6 || !code.All(char.IsAsciiDigit)) Add(IndicatorFile.Code, IndicatorFaultKind.CodeMalformed);
        else if (!HasRightCheckDigit(code)) Add(IndicatorFile.Code, IndicatorFaultKind.CodeCheckDigit);
        else Add(IndicatorFile.Code, IndicatorFaultKind.IssuerUnknown);
        return 0;
    }

    private int ReadYear(int latestYear)
    {
        var isYear = int.TryParse(
            CellOf(IndicatorFile.Year), NumberStyles.None, CultureInfo.InvariantCulture, out var year);
        if (isYear && year >= YearMin && year <= latestYear) return year;
        Add(IndicatorFile.Year, isYear ? IndicatorFaultKind.YearOutOfRange : IndicatorFaultKind.NotANumber);
        return 0;
    }

    private decimal? Ratio(string column, decimal min, decimal max) =>
        CellOf(column) == None ? 0 : Number(column, min, max, decimalsMax: 3);

    /// <remarks>A file comes from a machine: a point for decimals, no separators, no signs but a minus.</remarks>
    private decimal? Number(string column, decimal min, decimal max, int decimalsMax)
    {
        if (CellOf(column) is not { Length: > 0 } text) return null;
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var value) || text.StartsWith('+'))
            Add(column, IndicatorFaultKind.NotANumber);
        else if (value < min || value > max)
            Add(column, IndicatorFaultKind.OutOfRange);
        else if (decimal.Round(value, decimalsMax) != value)
            Add(column, IndicatorFaultKind.TooManyDecimals);
        else
            return value;
        return null;
    }

    /// <returns>Null when the file has no such column.</returns>
    private string? CellOf(string column)
    {
        var index = Array.IndexOf(header, column);
        return index < 0 ? null : cells[index];
    }

    /// <summary>
    /// Local government code: the first five digits times 6, 5, 4, 3, 2; the check digit is the last digit of 11 minus
    /// the sum's remainder by 11 (Ministry of Internal Affairs and Communications, JIS X 0402).
    /// </summary>
    private static bool HasRightCheckDigit(string code)
    {
        var sum = 0;
        for (var i = 0; i < 5; i++) sum += (code[i] - '0') * (6 - i);
        return (11 - (sum % 11)) % 10 == code[5] - '0';
    }
}
