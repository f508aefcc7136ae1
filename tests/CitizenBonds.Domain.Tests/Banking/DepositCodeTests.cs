using CitizenBonds.Domain.Banking;

namespace CitizenBonds.Domain.Tests.Banking;

public sealed class DepositCodeTests
{
    // 12,300 = 97 × 126 + 78, and 98 − 78 = 20; 100 = 97 + 3, and 98 − 3 = 95.
    [Theory]
    [InlineData(123, "CB-00000123-20")]
    [InlineData(1, "CB-00000001-95")]
    public void Of_Investor_HasTheCheckDigitsOfIso7064(long investor, string code) =>
        Assert.Equal(code, DepositCode.Of(investor));

    [Theory]
    [InlineData("CB-00000123-20", 123L)]
    [InlineData("cb0000012320 タナカ", 123L)]
    [InlineData("振込 ＣＢ－００００００１２３－２０ ﾀﾅｶ", null)] // Nine digits before the check digits.
    [InlineData("ＣＢ－００００００１２－３２０", null)] // 32 are not the check digits of 12, nor is it followed by none.
    [InlineData("ＣＢ－００００１２３－２０", null)]
    [InlineData("ＣＢ－００００００１２３", null)]
    [InlineData("ＣＢ ００００ ０１２３ ２０", 123L)]
    [InlineData("CB-00000123-21", null)]
    [InlineData("CB-00000132-20", null)]
    [InlineData("CB-00000123-20 CB-00000001-95", null)]
    [InlineData("CB-00000123-20 CB-00000123-20", 123L)]
    [InlineData("CB-00000000-98", null)]
    [InlineData("TANAKA AOI", null)]
    [InlineData("", null)]
    public void FindIn_Message_FindsTheOneRightCode(string message, long? expected) =>
        Assert.Equal(expected, DepositCode.FindIn(message));

    [Fact]
    public void FindIn_OneWrongDigitOrTwoExchanged_FindsNobodyElse()
    {
        var code = DepositCode.Of(48_213_907)[3..].Replace("-", "", StringComparison.Ordinal);
        for (var place = 0; place < code.Length; place++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit == code[place]) continue;
                Assert.Null(DepositCode.FindIn($"CB{code[..place]}{digit}{code[(place + 1)..]}"));
            }

            if (place == 0 || code[place] == code[place - 1]) continue;
            var exchanged = $"CB{code[..(place - 1)]}{code[place]}{code[place - 1]}{code[(place + 1)..]}";
            Assert.Null(DepositCode.FindIn(exchanged));
        }
    }
}
