using System.Net;
using CitizenBonds.Data.Identity;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Web.Identity;
using CitizenBonds.Web.Tests.Identity;
using Npgsql;

namespace CitizenBonds.Web.Tests.Api;

public sealed class ApiKeysPageTests(PortalDatabases databases) : IAsyncLifetime
{
    private PortalApp _portal = null!; // Started before every test, like the next.
    private FormClient _browser = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync(databases, Token);
        await _portal.AddPersonAsync("fund@town.example", PortalRole.Institution, Token);
        _browser = _portal.Browse();
        await _browser.SignInAsync("fund@town.example", PortalApp.Password);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Key_MadeShownOnceAndRevoked_WorksInBetween()
    {
        var page = await _browser.OpenAsync(AccountUrls.ApiKeys);
        var wrong = await _browser.SubmitAsync(page, "make", ("Name", "desk"), ("Read", "true"), ("Password", "guess"));
        Assert.Contains("present password is not right", wrong.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("identity.api_keys"));

        (string, string)[] fields = [("Name", "desk"), ("Read", "true"), ("Password", PortalApp.Password)];
        var made = await _browser.SubmitAsync(page, "make", fields);
        var key = made.Document.QuerySelector("[data-api-key]")?.TextContent.Trim() ?? "";
        Assert.StartsWith("cbk_", key, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(key));

        var again = await _browser.SubmitAsync(page, "make", fields); // The same form, sent twice.
        Assert.Null(again.Document.QuerySelector("[data-api-key]"));
        Assert.Contains("made already", again.Text, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("identity.api_keys"));
        Assert.Equal(0, await CountAsync("identity.api_keys k where k::text like '%" + key[^43..] + "%'"));
        Assert.Equal(1, await CountAsync("messages.emails where event_key like 'changed-ApiKeyAdded:%'"));

        var home = await _browser.OpenAsync(AccountUrls.Home);
        Assert.Contains("Keys that work: 1", home.Text, StringComparison.Ordinal);
        var revoked = await _browser.SubmitAsync(AccountUrls.ApiKeys, "revoke");
        Assert.EndsWith("done=key-revoked", revoked.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(key));
        Assert.Equal(1, await CountAsync("messages.emails where event_key like 'changed-ApiKeyRevoked:%'"));
    }

    [Fact]
    public async Task Page_Citizen_IsNotTheirs()
    {
        await _portal.AddPersonAsync("citizen@town.example", PortalRole.Citizen, Token);
        using var citizen = _portal.Browse();
        await citizen.SignInAsync("citizen@town.example", PortalApp.Password);

        Assert.Equal(HttpStatusCode.Redirect, (await citizen.OpenAsync(AccountUrls.ApiKeys)).Status);
    }

    /// <summary>A signed-in browser is no key: its cookie counts for nothing there.</summary>
    [Fact]
    public async Task Api_CookieWithoutKey_IsRefused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await _browser.OpenAsync("/api/v1/series")).Status);

    private async Task<HttpStatusCode> AskAsync(string key)
    {
        using var http = _portal.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var answer = await http.GetAsync(new Uri("/api/v1/series", UriKind.Relative), Token);
        return answer.StatusCode;
    }

    private async Task<long> CountAsync(string what)
    {
        await using var connection = new NpgsqlConnection(_portal.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand($"select count(*) from {what}", connection);
        return (long)(await command.ExecuteScalarAsync(Token))!; // count(*) is never null.
    }
}
