using System.Globalization;
using System.Text;

namespace CitizenBonds.Application.Pricing;

/// <summary>
/// Lines of plain text as a PDF 1.4 file, landscape A4, in Courier, which every reader of PDF brings along: no font is
/// needed on the machine that writes it. A line that is not ASCII is set in a Japanese font that is named, not carried,
/// with the mapping the standard predefines: readers put in one of their own. The same lines always give the same
/// bytes.
/// </summary>
internal static class PdfPages
{
    public const int LineLengthMax = 160;
    public const int LinesPerPage = 56;
    private const int FontObject = 3;
    private const int JapaneseFontObject = 4;
    private const int FirstPageObject = 7;

    /// <summary>Half of it is as wide as a letter of Courier at eight points: columns stay under each other.</summary>
    private const string JapaneseSize = "9.6";

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
            "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5-UniJIS-UCS2-HW-H "
                + "/Encoding /UniJIS-UCS2-HW-H /DescendantFonts [5 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /CIDSystemInfo "
                + "<< /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 6 0 R /DW 1000 "
                + "/W [231 632 500] >>",
            "<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [-92 -250 1010 922] "
                + "/ItalicAngle 0 /Ascent 752 /Descent -221 /CapHeight 737 /StemV 114 >>",
        };
        for (var i = 0; i < pages.Count; i++)
        {
            var text = Content(pages[i], $"{footer}   {i + 1} / {pages.Count}");
            objects.Add(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] "
                + $"/Resources << /Font << /F1 {FontObject} 0 R /F2 {JapaneseFontObject} 0 R >> >> "
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
        foreach (var line in lines)
        {
            if (Ascii.IsValid(line)) text.Append('(').Append(Escaped(line)).Append(") Tj T*\n");
            else text.Append(CultureInfo.InvariantCulture, $"/F2 {JapaneseSize} Tf <{Hex(line)}> Tj /F1 8 Tf T*\n");
        }

        return text.Append("ET\nBT /F1 7 Tf 36 24 Td (").Append(Escaped(footer)).Append(") Tj ET").ToString();
    }

    /// <summary>Two bytes each; what needs more has no place in a report.</summary>
    private static string Hex(string line) => Convert.ToHexString(
        Encoding.BigEndianUnicode.GetBytes(line.Length <= LineLengthMax ? line : line[..LineLengthMax]));

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
