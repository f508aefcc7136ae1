using CitizenBonds.Domain.Bonds;

namespace CitizenBonds.Domain.Tests.Bonds;

public sealed class IsinTests
{
    [Theory]
    [InlineData("US0378331005", true)] // Apple common stock
    [InlineData("JP3633400001", true)] // Toyota Motor common stock
    [InlineData("GB0002634946", true)] // BAE Systems
    [InlineData("AU0000XVGZA3", true)] // Letters in the middle
    [InlineData("US0378331006", false)] // Check digit off by one
    [InlineData("US0378313005", false)] // Two digits exchanged
    [InlineData("us0378331005", false)]
    [InlineData("U10378331005", false)]
    [InlineData("US037833100", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TryParse_FormAndCheckDigit_AreBothChecked(string? text, bool accepted)
    {
        Assert.Equal(accepted, Isin.TryParse(text, out var isin));
        Assert.Equal(accepted ? text : null, isin?.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(123_456_789)]
    [InlineData(Isin.ProvisionalNumberMax)]
    public void ForProvisional_AnyNumber_IsAValidIsinMarkedAsOurs(long number)
    {
        var provisional = Isin.ForProvisional(number);
        Assert.True(Isin.TryParse(provisional.Code, out var parsed));
        Assert.Equal(provisional, parsed);
        Assert.True(parsed.IsProvisional);
    }

    [Fact]
    public void ForProvisional_OutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Isin.ForProvisional(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Isin.ForProvisional(Isin.ProvisionalNumberMax + 1));
    }
}
