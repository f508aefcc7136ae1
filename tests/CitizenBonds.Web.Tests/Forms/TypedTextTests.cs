using CitizenBonds.Application.Forms;

namespace CitizenBonds.Web.Tests.Forms;

public sealed class TypedTextTests
{
    [Theory]
    [InlineData("1000000", 1_000_000)]
    [InlineData("1,000,000", 1_000_000)]
    [InlineData(" 1 000 000 ", 1_000_000)]
    [InlineData("１，０００，０００", 1_000_000)]
    [InlineData("¥1,000,000", 1_000_000)]
    [InlineData("1,000,000 円", 1_000_000)]
    [InlineData("1,000,000円", 1_000_000)]
    [InlineData("20,000 tokens", 20_000)]
    [InlineData("10.00", 10)]
    [InlineData("+5", 5)]
    public void Number_WaysToWriteAWholeNumber_AreRead(string typed, long expected)
    {
        var (value, refusal) = TypedText.Number(typed, 0, long.MaxValue, decimalsMax: 0);

        Assert.Null(refusal);
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("", TypedRefusal.Missing)]
    [InlineData("   ", TypedRefusal.Missing)]
    [InlineData(null, TypedRefusal.Missing)]
    [InlineData("-1", TypedRefusal.TooSmall)]
    [InlineData("−1", TypedRefusal.TooSmall)]
    [InlineData("0", TypedRefusal.TooSmall)]
    [InlineData("1001", TypedRefusal.TooLarge)]
    [InlineData("99999999999999999999999999999999999999999", TypedRefusal.TooLarge)]
    [InlineData("-99999999999999999999999999999999999999999", TypedRefusal.TooSmall)]
    [InlineData("1.5", TypedRefusal.NotWhole)]
    [InlineData("1,5", TypedRefusal.NotANumber)]
    [InlineData("1,00", TypedRefusal.NotANumber)]
    [InlineData("1.000.000", TypedRefusal.NotANumber)]
    [InlineData("1e3", TypedRefusal.NotANumber)]
    [InlineData("0x10", TypedRefusal.NotANumber)]
    [InlineData("NaN", TypedRefusal.NotANumber)]
    [InlineData("<script>1</script>", TypedRefusal.NotANumber)]
    [InlineData("1; drop table x", TypedRefusal.NotANumber)]
    public void Number_AnythingElse_IsRefused(string? typed, TypedRefusal expected)
    {
        var (value, refusal) = TypedText.Number(typed, 1, 1_000, decimalsMax: 0);

        Assert.Null(value);
        Assert.Equal(expected, refusal);
    }

    [Fact]
    public void Number_AMegabyteOfDigits_IsRefusedUnread() =>
        Assert.Equal(TypedRefusal.TooLong, TypedText.Number(new string('9', 1_000_000), 0, 10, 0).Refusal);

    [Theory]
    [InlineData("1.2345 %", null)]
    [InlineData("1.23456", TypedRefusal.TooManyDecimals)]
    [InlineData("1.23450000", null)]
    public void Number_DecimalsOfARate_AreFour(string typed, TypedRefusal? expected) =>
        Assert.Equal(expected, TypedText.Number(typed, 0, 20, decimalsMax: 4).Refusal);

    [Theory]
    [InlineData("2027-03-01")]
    [InlineData("2027/3/1")]
    [InlineData("２０２７年３月１日")]
    [InlineData("2027年 3月 1日")]
    public void Date_WaysToWriteADay_AreRead(string typed) =>
        Assert.Equal(new DateOnly(2027, 3, 1), TypedText.Date(typed).Value);

    [Theory]
    [InlineData("2027-02-30")]
    [InlineData("01/03/2027")]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    [InlineData("tomorrow")]
    public void Date_AnythingElse_IsRefused(string typed) =>
        Assert.Equal(TypedRefusal.NotADate, TypedText.Date(typed).Refusal);

    [Theory]
    [InlineData("岐阜市 学校の屋根", null)]
    [InlineData("<b>bold</b>", null)]
    [InlineData("a\nb", TypedRefusal.UnreadableCharacters)]
    [InlineData("\u202Egnp.exe", TypedRefusal.UnreadableCharacters)]
    [InlineData("12345678901", TypedRefusal.TooLong)]
    public void Line_OneLineOfText_IsReadableAndShort(string typed, TypedRefusal? expected) =>
        Assert.Equal(expected, TypedText.Line(typed, typed.StartsWith('1') ? 10 : 20).Refusal);
}
