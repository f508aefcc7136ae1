using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Messages;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Time;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Integration.Tests.Identity;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Portfolio;

public sealed class MailNoticesTests(PortalDatabases postgres) : IAsyncLifetime
{
    private IdentityWorld _people = null!; // Made before every test.
    private PortalWorld _world = null!; // As above, on the same database.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _people = await IdentityWorld.CreateAsync(postgres, Token);
        _world = PortalWorld.Over(_people.ConnectionString);
        await using var portal = await _world.OpenAsync(Token);
        await PortalSecrets.EnsureAsync(portal, [1, 2, 3], Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _people.DisposeAsync();
    }

    [Fact]
    public async Task MailNotices_TwoLanguages_WritesOneLetterEachHoweverOftenItRuns()
    {
        var (english, _) = await JoinAsync("a@town.example", "en");
        var (japanese, _) = await JoinAsync("b@town.example", "ja");
        await TellAsync(english, NoticeKind.DepositBooked, 150_000);
        await TellAsync(japanese, NoticeKind.WithdrawalExecuted, 1_234);

        Assert.Equal(2, await RunAsync());
        Assert.Equal(0, await RunAsync());

        var letters = await LettersAsync();
        Assert.Equal(["出金しました", "Your deposit has arrived"], letters.Select(letter => letter.Subject));
        Assert.Contains("¥150,000 has been booked to your account.", letters[1].Body, StringComparison.Ordinal);
        Assert.Contains("1,234 円を銀行へ支払いました。", letters[0].Body, StringComparison.Ordinal);
        Assert.All(letters, letter => Assert.DoesNotContain("http", letter.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task MailNotices_EveryKind_HasWordsInBothLanguages()
    {
        var (english, _) = await JoinAsync("a@town.example", "en");
        var (japanese, _) = await JoinAsync("b@town.example", "ja");
        var kinds = Enum.GetValues<NoticeKind>();
        foreach (var kind in kinds)
        {
            await TellAsync(english, kind, 1);
            await TellAsync(japanese, kind, 1);
        }

        await RunAsync();

        Assert.Equal(2 * kinds.Length, (await LettersAsync()).Select(letter => letter.Subject).Distinct().Count());
    }

    [Fact]
    public async Task MailNotices_KindSwitchedOff_WritesNoneAndNoneAfterItIsSwitchedOnAgain()
    {
        var (investor, user) = await JoinAsync("a@town.example", "en");
        await ChooseAsync(user, NoticeKind.CouponPaid);
        await TellAsync(investor, NoticeKind.CouponPaid, 125);
        await TellAsync(investor, NoticeKind.Redeemed, 10_000);

        await RunAsync();
        await ChooseAsync(user);
        await RunAsync();

        Assert.Equal(["Your bond was paid back"], (await LettersAsync()).Select(letter => letter.Subject));
        await TellAsync(investor, NoticeKind.CouponPaid, 125);
        await RunAsync();
        Assert.Equal(2, (await LettersAsync()).Count);
    }

    [Theory]
    [InlineData(NoticeKind.WithdrawalExecuted)]
    [InlineData(NoticeKind.WithdrawalRefused)]
    [InlineData(NoticeKind.PaymentDelayed)]
    public async Task ChooseLetters_MoneyCritical_IsRefusedAndTheLetterIsSentWhateverTheRowSays(NoticeKind kind)
    {
        var (investor, user) = await JoinAsync("a@town.example", "en");
        var outcome = await _world.Get<ChooseLetters>().ExecuteAsync(
            new([NoticeKind.CouponPaid, kind]), Citizens.Key(), user, Moments.Start, Token);
        Assert.True(outcome.AsRefusal!.Is(LettersRefusal.MoneyCritical));
        Assert.Equal(0, await _world.CountAsync("notice_silences", Token));
        await using (var portal = await _world.OpenAsync(Token))
        {
            portal.NoticeSilences.Add(new() { InvestorId = investor, Kind = kind, Since = Moments.Start });
            await portal.SaveChangesAsync(Token);
        }

        await TellAsync(investor, kind, 1);
        await RunAsync();

        Assert.Single(await LettersAsync());
    }

    [Fact]
    public async Task MailNotices_AccountClosedSince_WritesNoneAndDoesNotAskAgain()
    {
        var (investor, user) = await JoinAsync("a@town.example", "en");
        await TellAsync(investor, NoticeKind.CouponPaid, 125);
        await _people.RunAsync((CloseAccount close) => close.RunAsync(user, Token));

        Assert.Equal(1, await RunAsync());

        Assert.Equal(0, await RunAsync());
        Assert.Empty(await LettersAsync());
    }

    [Fact]
    public async Task MailNotices_ConnectionCutInTheMiddle_WritesNothingAndThenEachOnce()
    {
        var (investor, _) = await JoinAsync("a@town.example", "en");
        for (var i = 1; i <= 3; i++) await TellAsync(investor, NoticeKind.CouponPaid, i);

        await BrokenConnection.CutAsync(
            _people.ConnectionString, "lock table messages.emails in exclusive mode", RunAsync, Token);
        Assert.Empty(await LettersAsync());
        Assert.Equal(3, await RunAsync());

        Assert.Equal(3, (await LettersAsync()).Count);
    }

    [Fact]
    public async Task MailNotices_FourNodesAtOnce_WriteEachOnce()
    {
        var (investor, _) = await JoinAsync("a@town.example", "en");
        await using (var portal = await _world.OpenAsync(Token))
        {
            portal.Notices.AddRange(
                Enumerable.Range(1, 1_200).Select(i => NoticeOf(investor, NoticeKind.CouponPaid, i)));
            await portal.SaveChangesAsync(Token);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (await RunAsync() > 0)
            {
            }
        }));

        await using var after = await _world.OpenAsync(Token);
        Assert.Equal(0, await after.Notices.CountAsync(row => row.MailedAt == null, Token));
        Assert.Equal(1_200, await _people.RunAsync((IdentityContext identity) => identity.Emails.CountAsync(Token)));
    }

    private async Task<(long Investor, Guid User)> JoinAsync(string email, string language)
    {
        var user = await _people.AddCitizenAsync(email, Token);
        await _people.RunAsync((IdentityContext identity) => identity.Users.Where(row => row.Id == user)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Language, language), Token));
        var opened = await _world.Get<Application.Investors.OpenInvestor>().ExecuteAsync(
            new(Domain.Offerings.InvestorKind.Citizen), user, Moments.Start, Token);
        return (opened.ValueOrThrow.InvestorId, user);
    }

    private async Task TellAsync(long investor, NoticeKind kind, long amount)
    {
        await using var portal = await _world.OpenAsync(Token);
        portal.Notices.Add(NoticeOf(investor, kind, amount));
        await portal.SaveChangesAsync(Token);
    }

    private static NoticeRow NoticeOf(long investor, NoticeKind kind, long amount) =>
        new() { InvestorId = investor, Kind = kind, Amount = amount, CreatedAt = Moments.Start };

    private async Task ChooseAsync(Guid user, params NoticeKind[] off) =>
        _ = (await _world.Get<ChooseLetters>().ExecuteAsync(
            new(off), Citizens.Key(), user, Moments.Start, Token)).ValueOrThrow;

    private Task<int> RunAsync() =>
        new MailNotices(_world.Get<IDbContextFactory<PortalContext>>(), _people.Clock).RunAsync(Moments.Start, Token);

    /// <returns>All of them, page after page.</returns>
    private async Task<IReadOnlyList<EmailView>> LettersAsync()
    {
        var letters = new List<EmailView>();
        while (true)
        {
            long? before = letters.Count == 0 ? null : letters[^1].Id;
            var page = await _people.RunAsync((OutboxQueries outbox) => outbox.ListAsync(before, Token));
            if (page.Count == 0) return letters;
            letters.AddRange(page);
        }
    }
}
