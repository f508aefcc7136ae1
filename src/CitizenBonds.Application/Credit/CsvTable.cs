using System.Text;

namespace CitizenBonds.Application.Credit;

/// <summary>
/// Comma-separated text as a table (RFC 4180): quoted cells may hold commas, line ends and doubled quotation marks.
/// Lines without any text are skipped and still counted, so that row numbers are those of the file.
/// </summary>
internal static class CsvTable
{
    /// <returns>The rows with their number from 1, and the row in which a quotation mark was never closed; 0 for
    /// none.</returns>
    public static (IReadOnlyList<(int Number, string[] Cells)> Rows, int UnclosedRow) Read(string text, int rowsMax)
    {
        var rows = new List<(int Number, string[] Cells)>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        var number = 1;
        var position = text.StartsWith('\uFEFF') ? 1 : 0;
        for (; position < text.Length && rows.Count <= rowsMax; position++)
        {
            var character = text[position];
            if (isQuoted)
            {
                if (character != '"') cell.Append(character);
                else if (position + 1 < text.Length && text[position + 1] == '"') cell.Append(text[++position]);
                else isQuoted = false;
            }
            else if (character == '"' && cell.Length == 0)
            {
                isQuoted = true;
            }
            else if (character == ',')
            {
                cells.Add(Take(cell));
            }
            else if (character == '\n')
            {
                cells.Add(Take(cell));
                AddRow(rows, number++, cells);
            }
            else
            {
                cell.Append(character);
            }
        }

        if (isQuoted) return (rows, number);
        if (rows.Count <= rowsMax && (cell.Length > 0 || cells.Count > 0))
        {
            cells.Add(Take(cell));
            AddRow(rows, number, cells);
        }

        return (rows, 0);
    }

    private static string Take(StringBuilder cell)
    {
        var text = cell.ToString().TrimEnd('\r').Trim();
        cell.Clear();
        return text;
    }

    private static void AddRow(List<(int Number, string[] Cells)> rows, int number, List<string> cells)
    {
        if (cells.Exists(text => text.Length > 0)) rows.Add((number, [.. cells]));
        cells.Clear();
    }
}
