using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace CitizenBonds.Web.Tests.Identity;

/// <summary>A browser without scripts: opens pages, fills in forms, keeps cookies, follows nothing by itself.</summary>
public sealed class FormClient(HttpClient http) : IDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<Answer> OpenAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await SendAsync(request);
    }

    /// <summary>Opens the page, fills in the named form and sends it.</summary>
    public async Task<Answer> SubmitAsync(string address, string form, params (string Name, string Value)[] fields) =>
        await SubmitAsync(await OpenAsync(address), form, fields);

    /// <summary>Fills in the named form of a page opened before and sends it.</summary>
    public async Task<Answer> SubmitAsync(Answer page, string form, params (string Name, string Value)[] fields)
    {
        var element = page.Document.QuerySelector($"form:has([name=_handler][value='{form}'])")
            ?? throw new InvalidOperationException($"The page holds no form {form}:\n{page.Text}");
        var values = element.QuerySelectorAll("input[type=hidden]")
            .ToDictionary(input => input.GetAttribute("name") ?? "", input => input.GetAttribute("value") ?? "");
        foreach (var (name, value) in fields) values[name] = value;
        using var request = new HttpRequestMessage(HttpMethod.Post, element.GetAttribute("action"))
        {
            Content = new FormUrlEncodedContent(values),
        };
        return await SendAsync(request);
    }

    public async Task<Answer> SignInAsync(string email, string password) =>
        await SubmitAsync("/account/sign-in", "sign-in", ("Email", email), ("Password", password));

    public void Dispose() => http.Dispose();

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await http.SendAsync(request, Cancellation);
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        return new(
            response.StatusCode, response.Headers.Location?.OriginalString, new HtmlParser().ParseDocument(html));
    }

    public sealed record Answer(HttpStatusCode Status, string? Location, IDocument Document)
    {
        /// <summary>What a person reads in the page's own part.</summary>
        public string Text => Document.QuerySelector("main")?.TextContent ?? Document.Body?.TextContent ?? "";
    }
}
