using System.Text;
using System.Text.Json;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.Tests.Ledger;

public sealed class TermsHashTests
{
    private const string Canonical = """{"a":[1,2.50,{"x":null,"y":true}],"b":"\"é/\u0001","é":1e3}""";

    [Fact]
    public void Canonical_UnsortedAndSpaced_IsSortedWithoutSpaceNumbersAsWritten() =>
        Assert.Equal(Canonical, CanonicalText("""
            { "é" : 1e3, "b": "\u0022\u00e9\/\u0001",
              "a": [ 1 , 2.50, { "y": true, "x": null } ] }
            """));

    [Fact]
    public void Canonical_OfCanonical_IsItself() => Assert.Equal(Canonical, CanonicalText(Canonical));

    [Fact]
    public void Of_KnownText_IsItsSha256() => // sha256sum of the canonical bytes.
        Assert.Equal(
            "30e2083f7407dfa82050cd7aa25df861c855626c86f48800211dbca7dd29179a", TermsHash.Of(Canonical).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("\"\\uD800\"")]
    [InlineData("{\"a\":1} x")]
    public void Canonical_NotOneJsonText_IsRefused(string json) =>
        Assert.ThrowsAny<JsonException>(() => CanonicalText(json));

    [Fact]
    public void Canonical_TooDeep_IsRefused()
    {
        Assert.NotEmpty(CanonicalText(new string('[', TermsHash.DepthMax) + new string(']', TermsHash.DepthMax)));
        Assert.ThrowsAny<JsonException>(
            () => CanonicalText(new string('[', TermsHash.DepthMax + 1) + new string(']', TermsHash.DepthMax + 1)));
    }

    private static string CanonicalText(string json) =>
        Encoding.UTF8.GetString(TermsHash.Canonical(Encoding.UTF8.GetBytes(json)));
}
