using System.Net.Mail;
using System.Text;
using CitizenBonds.Application.Messages;
using CitizenBonds.Testing.Mail;
using Xunit;

namespace CitizenBonds.Integration.Tests.Identity;

public sealed class SmtpTransportTests : IAsyncLifetime
{
    private MailServer _server = null!; // Set by InitializeAsync before any test.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await MailServer.StartAsync(Cancellation);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Send_JapaneseLetter_ArrivesAsWritten()
    {
        await Transport().SendAsync("aoi@town.example", "利子を支払いました", "利子 1,234 円を支払いました。\n", Cancellation);

        var letter = await _server.NextAsync(Cancellation);
        Assert.Equal("portal@bonds.example", (string?)letter["from"]);
        Assert.Equal("aoi@town.example", (string?)letter["to"]![0]);
        var message = (string)letter["message"]!;
        var parts = message.Split("\r\n\r\n", 2);
        Assert.Contains("utf-8", parts[0], StringComparison.OrdinalIgnoreCase);
        var subject = Convert.ToBase64String(Encoding.UTF8.GetBytes("利子を支払いました"));
        Assert.Contains(subject, parts[0], StringComparison.Ordinal);
        Assert.Contains(
            "1,234 円を支払いました。", Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_SubjectWithALineBreak_AddsNoHeader() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Transport().SendAsync(
            "aoi@town.example", "Hello\r\nBcc: eve@town.example", "Body", Cancellation));

    [Theory]
    [InlineData("nobody@town.example", MailServer.Password)]
    [InlineData("aoi@town.example", "wrong")]
    public async Task Send_ServerRefuses_Throws(string to, string password) =>
        await Assert.ThrowsAnyAsync<SmtpException>(
            () => Transport(password).SendAsync(to, "Subject", "Body", Cancellation));

    // The server's certificate is signed by itself: a letter with a link in it does not go to whoever stands between.
    [Fact]
    public async Task Send_TlsToAServerNobodyVouchesFor_Throws() =>
        await Assert.ThrowsAnyAsync<Exception>(
            () => Transport(useTls: true).SendAsync("aoi@town.example", "Subject", "Body", Cancellation));

    private SmtpTransport Transport(string password = MailServer.Password, bool useTls = false) => new(
        new("127.0.0.1", _server.Port, useTls, "portal@bonds.example", MailServer.User, password));
}
