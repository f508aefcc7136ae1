namespace CitizenBonds.Web.Tests;

public sealed class UrlsTests
{
    [Fact]
    public void WithQuery_HostileValues_AreEscapedAndEmptyOnesLeftOut() =>
        Assert.Equal(
            "/ledger?account=a%26b%3D%22%3E&to=%E5%B8%82",
            Urls.WithQuery(Urls.Ledger, ("account", "a&b=\">"), ("from", null), ("reason", ""), ("to", "市")));

    [Fact]
    public void WithQuery_PathWithQuery_ContinuesIt() =>
        Assert.Equal("/bonds?tier=A&after=12", Urls.WithQuery("/bonds?tier=A", ("after", "12")));

    [Fact]
    public void Bond_IsinWithSlash_StaysOneSegment() => Assert.Equal("/bonds/a%2F..%2Fb", Urls.Bond("a/../b"));

    [Fact]
    public void Language_AddressWithQuery_ComesBackWhole() =>
        Assert.Equal("/language?to=ja&back=%2Fbonds%3Ftier%3DA", Urls.Language("ja", "/bonds?tier=A"));

    [Theory]
    [InlineData("/bonds", true)]
    [InlineData("/", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("/a\r\nSet-Cookie: x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsLocal_EachAddress_IsTrueForPathsOfThisSiteOnly(string? address, bool expected) =>
        Assert.Equal(expected, Urls.IsLocal(address));
}
