using System.Globalization;
using System.Text;

namespace CitizenBonds.Application.Pricing;

/// <summary>
/// Lines of plain text as a PDF 1.4 file, landscape A4, in Courier, which every reader of PDF brings along: no font is
/// needed on the machine that writes it. The same lines always give the same bytes. ASCII; anything else is a "?".
/// </summary>
internal static class PdfPages
{
    public const int LineLengthMax = 150;
    public const int LinesPerPage = 56;
    private const int FontObject = 3;
    private const int FirstPageObject = 4;

    /// <param name="lines">Longer ones are cut.</param>
    /// <param name="footer">Of every page; the page's number follows.</param>
    public static byte[] Of(IReadOnlyList<string> lines, string footer)
    {
        var pages = lines.Chunk(LinesPerPage).ToList();
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select((_, i) => PageOf(i)))}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        };
        for (var i = 0; i < pages.Count; i++)
        {
            var text = Content(pages[i], $"{footer}   {i + 1} / {pages.Count}");
            objects.Add(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] "
                + $"/Resources << /Font << /F1 {FontObject} 0 R >> >> "
                + $"/Contents {FirstPageObject + (2 * i) + 1} 0 R >>");
            objects.Add($"<< /Length {text.Length} >>\nstream\n{text}\nendstream");
        }

        return Encoding.ASCII.GetBytes(File(objects));
    }

    private static string PageOf(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{FirstPageObject + (2 * index)} 0 R");

    /// <summary>Nine points from line to line, from the top left corner.</summary>
    private static string Content(string[] lines, string footer)
    {
        var text = new StringBuilder("BT /F1 8 Tf 9 TL 36 560 Td\n");
        foreach (var line in lines) text.Append('(').Append(Escaped(line)).Append(") Tj T*\n");
        return text.Append("ET\nBT /F1 7 Tf 36 24 Td (").Append(Escaped(footer)).Append(") Tj ET").ToString();
    }

    private static string Escaped(string line)
    {
        var text = new StringBuilder();
        foreach (var character in line.AsSpan(0, Math.Min(line.Length, LineLengthMax)))
        {
            if (character is '(' or ')' or '\\') text.Append('\\');
            text.Append(character is >= ' ' and <= '~' ? character : '?');
        }

        return text.ToString();
    }

    /// <summary>The objects, the table of where each begins, and where that table begins.</summary>
    private static string File(List<string> objects)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var starts = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            starts.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var start in starts) file.Append(CultureInfo.InvariantCulture, $"{start:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\n");
        return file.Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n").ToString();
    }
}
