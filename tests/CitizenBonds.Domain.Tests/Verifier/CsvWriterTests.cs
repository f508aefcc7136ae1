using System.Globalization;
using System.Text;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Domain.Tests.Verifier;

public sealed class CsvWriterTests
{
    [Fact]
    public void Fixed_AnyNumber_ReadsLikeTheFrameworksFormat()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            // Up to 50,000: a decimal made from a double keeps fifteen digits.
            var number = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 5));
            var expected = Math.Round((decimal)number, 10);
            var ours = Written(writer => writer.Fixed(number, 10));
            var difference = decimal.Parse(ours, CultureInfo.InvariantCulture) - expected;
            Assert.True(Math.Abs(difference) <= 0.0000000001m, $"{ours} for {number:R}");
        }
    }

    [Theory]
    [InlineData(0, "0.0000000000")]
    [InlineData(-1e-12, "0.0000000000")]
    [InlineData(-0.5, "-0.5000000000")]
    [InlineData(107.6824607434, "107.6824607434")]
    [InlineData(99999.9999999999, "99999.9999999999")]
    [InlineData(123456789.5, "123456789.5000000000")]
    [InlineData(1e20, "100000000000000000000.0000000000")]
    public void Fixed_Edges_AreWrittenInFull(double number, string expected) =>
        Assert.Equal(expected, Written(writer => writer.Fixed(number, 10)));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public void Field_TextThatNeedsQuotes_IsQuoted(string text, string expected) =>
        Assert.Equal(expected, Written(writer => writer.Field(text)));

    [Fact]
    public void EndRow_WrongNumberOfFields_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Written(writer => writer.Field("a").Field("b")));

    private static string Written(Action<CsvWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new CsvWriter(stream, "column"))
        {
            write(writer);
            writer.EndRow();
        }

        return Encoding.UTF8.GetString(stream.ToArray())["column\n".Length..^1];
    }
}
