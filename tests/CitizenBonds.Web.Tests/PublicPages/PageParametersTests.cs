using CitizenBonds.Web.Endpoints.PublicPages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace CitizenBonds.Web.Tests.PublicPages;

public sealed class PageParametersTests
{
    private readonly PageParameters _parameters = new(typeof(Page));

    [Fact]
    public void KnownQuery_JunkAndOrder_GiveOneForm() =>
        Assert.Equal("?before=12&tone=Good", _parameters.KnownQuery(Request("?utm=x&tone=Good&before=12&From=bad")));

    [Fact]
    public void KnownQuery_TooLongValue_IsLeftOut() =>
        Assert.Equal("", _parameters.KnownQuery(Request("?words=" + new string('a', 201))));

    [Fact]
    public void Read_RouteAndQuery_FillTypedProperties()
    {
        var request = Request("?before=12&from=2026-11-21&tone=good&isin=other");
        request.RouteValues["isin"] = "XT0000000019";
        var values = _parameters.Read(request);
        Assert.Equal("XT0000000019", values["Isin"]);
        Assert.Equal(12L, values["Before"]);
        Assert.Equal(new DateOnly(2026, 11, 21), values["From"]);
        Assert.Equal(Web.Components.Tone.Good, values["Tone"]);
    }

    [Theory]
    [InlineData("?before=twelve")]
    [InlineData("?before=99999999999999999999")]
    [InlineData("?from=21.11.2026")]
    [InlineData("?tone=7")]
    public void Read_ValueOfAnotherType_IsAbsent(string query) => Assert.Empty(_parameters.Read(Request(query)));

    [Theory]
    [InlineData("gzip, deflate, br", ContentCoding.Brotli)]
    [InlineData("gzip;q=0.8, br;q=0", ContentCoding.Gzip)]
    [InlineData("brotli", ContentCoding.Identity)]
    [InlineData("", ContentCoding.Identity)]
    public void Best_EachHeader_PicksTheSmallestAccepted(string header, ContentCoding expected) =>
        Assert.Equal(expected, ContentCodings.Best(header));

    [Theory]
    [InlineData("&#x5E02;&#x6C11;", "市民")]
    [InlineData("a &amp; &#x3C;b&#x3E; &#x27;", "a &amp; &#x3C;b&#x3E; &#x27;")]
    [InlineData("&#x1F600;!", "😀!")]
    [InlineData("&#xD800; &#xZZ; &#x", "&#xD800; &#xZZ; &#x")]
    public void Restore_EachReference_IsPlainOnlyBeyondAscii(string html, string expected) =>
        Assert.Equal(expected, PlainCharacters.Restore(html));

    private static HttpRequest Request(string query)
    {
        var http = new DefaultHttpContext();
        http.Request.QueryString = new(query);
        return http.Request;
    }

    private sealed class Page : ComponentBase
    {
        [Parameter] public string? Isin { get; set; }

        [Parameter] public string? Words { get; set; }

        [Parameter] public long? Before { get; set; }

        [Parameter] public DateOnly? From { get; set; }

        [Parameter] public Web.Components.Tone? Tone { get; set; }
    }
}
