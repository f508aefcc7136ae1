using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Credit;
using CitizenBonds.Domain.Mining;

namespace CitizenBonds.Application.Mining;

/// <summary>Why a file is not read as headers, in order of precedence.</summary>
public enum HeaderFileRefusal
{
    /// <summary>No file, or nothing in it.</summary>
    Missing = 1,

    /// <summary>Over <see cref="HeaderFile.LengthMax"/> characters or <see cref="HeaderFile.HeadersMax"/> lines.
    /// </summary>
    TooLarge = 2,

    /// <summary>The first line does not name <c>height</c> and <c>header_hex</c>.</summary>
    ColumnsMissing = 3,

    /// <summary>A line without a height or without 160 hexadecimal digits.</summary>
    LineUnreadable = 4,
}

/// <summary>
/// Headers as a table: <c>height,header_hex</c>, the columns of the verifier's <c>coupons</c>; other columns are
/// ignored.
/// </summary>
public static class HeaderFile
{
    public const int LengthMax = 8_000_000;
    public const int HeadersMax = 20_160;

    /// <returns>The headers, or why the file cannot be read.</returns>
    public static (HeaderBranch? Branch, Refusal? Refusal) Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, Refusal.Of(HeaderFileRefusal.Missing));
        if (text.Length > LengthMax) return TooLarge();
        var rows = CsvTable.Read(text, HeadersMax + 1).Rows;
        if (rows.Count > HeadersMax + 1) return TooLarge();
        var columns = rows[0].Cells;
        var (heightAt, hexAt) = (Array.IndexOf(columns, "height"), Array.IndexOf(columns, "header_hex"));
        if (heightAt < 0 || hexAt < 0) return (null, Refusal.Of(HeaderFileRefusal.ColumnsMissing));

        var headers = new List<BlockHeader>(rows.Count);
        long? first = null;
        foreach (var (number, cells) in rows.Skip(1))
        {
            var height = cells.Length > heightAt ? HeightOf(cells[heightAt]) : null;
            var header = cells.Length > hexAt ? BlockHeader.FromHex(cells[hexAt]) : null;
            if (height is not { } at || header is null)
                return (null, Refusal.Of(HeaderFileRefusal.LineUnreadable, ("line", number)));
            first ??= at;
            if (at != first + headers.Count) return (null, Refusal.Of(HeaderRefusal.NotConsecutive, ("height", at)));
            headers.Add(header);
        }

        return first is { } from
            ? (new HeaderBranch(from, headers), null)
            : (null, Refusal.Of(HeaderFileRefusal.Missing));
    }

    private static (HeaderBranch? Branch, Refusal? Refusal) TooLarge() =>
        (null, Refusal.Of(HeaderFileRefusal.TooLarge, ("max", HeadersMax)));

    private static long? HeightOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var height)
        && height < int.MaxValue ? height : null;
}
