using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Identity;
using CitizenBonds.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CitizenBonds.Integration.Tests.Identity;

public sealed class SendEmailsTests(PortalDatabases postgres) : IAsyncLifetime
{
    private readonly MailServer _server = new();
    private IdentityWorld _world = null!; // Made before every test.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await IdentityWorld.CreateAsync(postgres, Cancellation);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Send_LetterWaiting_IsSentOnceHoweverOftenTheWorkerRuns()
    {
        await WriteLetterAsync("first");

        Assert.Equal(1, await SendAsync());
        Assert.Equal(0, await SendAsync());
        Assert.Equal(["aoi@town.example: first"], _server.Taken);
    }

    [Fact]
    public async Task Append_SameEventTwice_IsOneLetter()
    {
        var first = await WriteLetterAsync("coupon paid");
        var second = await WriteLetterAsync("coupon paid");

        Assert.Equal(first, second);
        Assert.Equal(1, await SendAsync());
    }

    [Fact]
    public async Task Send_ServerRefuses_WaitsThirtySecondsThenTriesAgain()
    {
        await WriteLetterAsync("first");
        _server.Refusal = "451 try later";

        Assert.Equal(0, await SendAsync());
        Assert.Equal("451 try later", (await ReadAsync()).LastError);
        _server.Refusal = null;
        _world.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, await SendAsync());
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await SendAsync());
        Assert.Null((await ReadAsync()).LastError);
    }

    [Fact]
    public async Task Send_ServerRefusesForEver_StopsAfterEightAttempts()
    {
        await WriteLetterAsync("first");
        _server.Refusal = "550 no such person";
        for (var i = 0; i < 20; i++)
        {
            await SendAsync();
            _world.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(SendEmails.AttemptsMax, _server.Asked);
        Assert.Equal(SendEmails.AttemptsMax, (await ReadAsync()).Attempts);
    }

    [Fact]
    public async Task Send_OneLetterRefused_TheOthersAreSent()
    {
        await WriteLetterAsync("first");
        await WriteLetterAsync("second");
        _server.Refusal = "554 spam";
        _server.RefusedSubject = "first";

        Assert.Equal(1, await SendAsync());
        Assert.Equal(["aoi@town.example: second"], _server.Taken);
    }

    // Sum: 30 s doubled with every failure: 30, 60, 120 ... 30 * 2^6 = 1920 s before the eighth attempt.
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(7, 1920)]
    public void PauseAfter_Failures_DoublesFromHalfAMinute(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SendEmails.PauseAfter(failures));

    private async Task<long?> WriteLetterAsync(string subject)
    {
        var user = await _world.AddCitizenAsync("aoi@town.example", Cancellation);
        return await _world.RunAsync((IMessageOutbox outbox) =>
            outbox.AppendAsync(user, new Letter(subject, subject, "Body"), Cancellation));
    }

    private Task<int> SendAsync() => _world.RunAsync((IdentityContext identity) =>
        new SendEmails(identity, _server, _world.Clock, NullLogger<SendEmails>.Instance).RunAsync(Cancellation));

    private async Task<EmailView> ReadAsync() =>
        (await _world.RunAsync((OutboxQueries outbox) => outbox.ListAsync(null, Cancellation))).Single();

    private sealed class MailServer : IEmailTransport
    {
        public List<string> Taken { get; } = [];

        public int Asked { get; private set; }

        public string? Refusal { get; set; }

        public string? RefusedSubject { get; set; }

        public Task SendAsync(string toAddress, string subject, string body, CancellationToken cancellationToken)
        {
            Asked++;
            if (Refusal is not null && (RefusedSubject ?? subject) == subject)
            {
                throw new System.Net.Mail.SmtpException(Refusal);
            }

            Taken.Add($"{toAddress}: {subject}");
            return Task.CompletedTask;
        }
    }
}
