using System.Globalization;
using System.Text;
using CitizenBonds.Verifier;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Domain.Tests.Verifier;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a,b\r\n1,2\r\n", "1|2")]
    [InlineData("a,b\n1,2", "1|2")]
    [InlineData("a,b\n1,2\r", "1|2")]
    [InlineData("a,b\n1,\n", "1|")]
    [InlineData("a,b\n1,", "1|")]
    [InlineData("a,b\n\"1,5\",\"say \"\"no\"\"\"\n", "1,5|say \"no\"")]
    [InlineData("a,b\n\"two\nlines\",\"\"\r\n3,4", "two\nlines|;3|4")]
    [InlineData("\uFEFFa,b\n\n1,2\n\n3,4\n\n", "1|2;3|4")]
    [InlineData("x,b,a\n9,2,1\n", "1|2")]
    public void Read_WellFormed_GivesTheFields(string text, string expected)
    {
        using var csv = Open(text);
        var (a, b) = (csv.Column("a"), csv.Column("b"));
        var rows = new List<string>();
        while (csv.Read()) rows.Add($"{csv[a]}|{csv[b]}");
        Assert.Equal(expected, string.Join(';', rows));
    }

    [Theory]
    [InlineData("", "line 1: the input is empty")]
    [InlineData("a,c\n1,2\n", "line 1, column b: missing; found: a,c")]
    [InlineData("a,b,b\n1,2,3\n", "line 1, column b: appears twice")]
    [InlineData("a,b\n1,2\n1,2,3\n", "line 3: 3 fields where the header has 2")]
    [InlineData("a,b\n1\n", "line 2: 1 fields where the header has 2")]
    [InlineData("a,b\n1,x\"y\n", "line 2, column b: a quote inside a field")]
    [InlineData("a,b\n\"1\"x,2\n", "line 2, column a: text after a closing quote")]
    [InlineData("a,b\n\"1\n\n2\",2\n1,\"2", "line 5, column b: a quote is not closed")]
    public void Read_Malformed_NamesLineAndColumn(string text, string message)
    {
        var refused = Assert.Throws<BadInputException>(() =>
        {
            using var csv = Open(text);
            csv.Column("a");
            csv.Column("b");
            while (csv.Read()) { }
        });
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("1,5")]
    [InlineData("")]
    public void Number_NotFinite_IsRefused(string field)
    {
        using var csv = Open($"a\n\"{field}\"\n\"{field}x\"\n");
        if (field.Length == 0) Assert.True(csv.Read()); // A lone empty field is an empty line and is passed over.
        else csv.Read();
        Assert.Throws<BadInputException>(() => csv.Number(0));
    }

    [Theory]
    [InlineData("2024-02-29", true)]
    [InlineData("2023-02-29", false)]
    [InlineData("2024-2-29", false)]
    [InlineData("0000-01-01", false)]
    [InlineData("2024-13-01", false)]
    [InlineData("24-01-01", false)]
    public void Date_OnlyIsoDatesThatExist(string field, bool accepted)
    {
        using var csv = Open($"a\n{field}\n");
        csv.Read();
        if (accepted) Assert.Equal(new DateOnly(2024, 2, 29), csv.Date(0));
        else Assert.Throws<BadInputException>(() => csv.Date(0));
    }

    [Fact]
    public void Read_FieldsAcrossBufferBoundaries_StayWhole()
    {
        var text = new StringBuilder("id,text,end\n");
        for (var i = 0; i < 5_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i},\"{new string('x', i % 97)}\"\"{i}\",e{i}\r\n");
        using var csv = Open(text.ToString());
        for (var i = 0; i < 5_000; i++)
        {
            Assert.True(csv.Read());
            Assert.Equal($"{i}|{new string('x', i % 97)}\"{i}|e{i}|{i + 2}", $"{csv[0]}|{csv[1]}|{csv[2]}|{csv.Line}");
        }

        Assert.False(csv.Read());
    }

    [Fact]
    public void Read_EndlessLine_StopsAtTheBoundOnARecord()
    {
        using var endless = new EndlessStream((byte)'x', 1L << 30);
        var refused = Assert.Throws<BadInputException>(() => new CsvReader(endless));
        Assert.Contains("longer than", refused.Message, StringComparison.Ordinal);
        Assert.True(endless.Given < 8 << 20, $"{endless.Given} bytes were read before giving up");
    }

    [Fact]
    public void Read_BytesThatAreNotText_AreRefused()
    {
        byte[] bytes = [.. "a\n1\n"u8, 0xC3, 0x28, .. "\n"u8];
        var refused = Assert.Throws<BadInputException>(() =>
        {
            using var csv = new CsvReader(new MemoryStream(bytes));
            while (csv.Read()) { }
        });
        Assert.EndsWith("not UTF-8 text", refused.Message, StringComparison.Ordinal);
    }

    private static CsvReader Open(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    /// <summary>The same byte over and over, counted.</summary>
    private sealed class EndlessStream(byte content, long length) : MemoryStream
    {
        public long Given { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - Given);
            buffer[..count].Fill(content);
            Given += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
