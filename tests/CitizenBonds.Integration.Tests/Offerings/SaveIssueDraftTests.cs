using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Xunit;

namespace CitizenBonds.Integration.Tests.Offerings;

public sealed class SaveIssueDraftTests(PortalDatabases postgres) : IAsyncLifetime
{
    private PortalWorld _world = null!; // Set by InitializeAsync before any test.
    private IssuerDesk _desk = null!; // Set by InitializeAsync before any test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _desk = await IssuerDesk.CreateAsync(_world, Token);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("'; drop table portal.issues; --")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("-１，０００，０００　円")]
    [InlineData("\u202Eright to left")]
    public async Task ExecuteAsync_AnyText_IsKeptAsTyped(string typed)
    {
        var draft = await _desk.DraftAsync(Token);

        await SaveAsync(draft, typed);

        Assert.Equal(typed, (await FindAsync(draft))!.Fields.TitleEn);
    }

    [Fact]
    public async Task ExecuteAsync_NulAndHugeText_AreKeptAsFarAsTheDatabaseCan()
    {
        var draft = await _desk.DraftAsync(Token);

        await SaveAsync(draft, "a\0b" + new string('x', 100_000));

        var kept = (await FindAsync(draft))!.Fields.TitleEn!;
        Assert.StartsWith("a\uFFFDb", kept, StringComparison.Ordinal);
        Assert.Equal(IssueDraftFields.KeptLengthMax, kept.Length);
    }

    [Fact]
    public async Task ExecuteAsync_TwoTabs_TheSecondIsRefusedAndTheFirstStands()
    {
        var draft = await _desk.DraftAsync(Token);

        await SaveAsync(draft, "first tab");
        var second = await SaveAsync(draft, "second tab");

        Assert.True(second.AsRefusal!.Is(CommandRefusal.ChangedMeanwhile));
        Assert.Equal("first tab", (await FindAsync(draft))!.Fields.TitleEn);
    }

    [Fact]
    public async Task ExecuteAsync_FormSentWhileItsOwnEditorSaves_IsTakenAndCarriesTheNewestText()
    {
        var draft = await _desk.DraftAsync(Token);
        var editor = Guid.NewGuid();

        Assert.Null((await SaveAsync(draft, "typed so far", editor)).AsRefusal); // The form still shows version 1.
        var sent = await SaveAsync(draft, "typed to the end", editor, isLast: true);
        var late = await SaveAsync(draft with { Version = 2 }, "typed so", editor);
        var submitted = await _desk.SubmitAsync(sent.ValueOrThrow, Token);

        Assert.True(late.AsRefusal!.Is(CommandRefusal.ChangedMeanwhile));
        Assert.Null(submitted.AsRefusal);
        Assert.Equal("typed to the end", (await FindAsync(draft))!.Fields.TitleEn);
    }

    [Fact]
    public async Task ExecuteAsync_FormSentWhileItsOwnEditorSaves_InAnyOrderNeitherIsLostNorRefused()
    {
        for (var round = 0; round < 8; round++)
        {
            var draft = await _desk.DraftAsync(Token);
            var editor = Guid.NewGuid();

            var byItself = SaveAsync(draft, "typed so far", editor);
            var sent = await SaveAsync(draft, "typed to the end", editor, isLast: true);
            await byItself;

            Assert.Null(sent.AsRefusal);
            Assert.Equal("typed to the end", (await FindAsync(draft))!.Fields.TitleEn);
        }
    }

    [Fact]
    public async Task ExecuteAsync_TwoTabsThatSaveByThemselves_TheSecondIsRefusedAlsoWhenItsFormIsSent()
    {
        var draft = await _desk.DraftAsync(Token);
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        await SaveAsync(draft, "first tab", first);
        var other = await SaveAsync(draft, "second tab", second, isLast: true);

        Assert.True(other.AsRefusal!.Is(CommandRefusal.ChangedMeanwhile));
        Assert.Null((await SaveAsync(draft, "first tab again", first)).AsRefusal);
        Assert.Equal("first tab again", (await FindAsync(draft))!.Fields.TitleEn);
    }

    [Fact]
    public async Task ExecuteAsync_SameFormTwice_IsTheSameSave()
    {
        var draft = await _desk.DraftAsync(Token);

        var first = await SaveAsync(draft, "typed");
        var second = await SaveAsync(draft, "typed");

        Assert.Equal(first.ValueOrThrow, second.ValueOrThrow);
        Assert.Equal(2, (await FindAsync(draft))!.Version);
    }

    [Fact]
    public async Task ExecuteAsync_SubmittedAndAnnounced_IsFrozen()
    {
        var draft = await _desk.DraftAsync(Token);
        await _desk.SubmitAsync(draft, Token);

        var refused = await SaveAsync(draft with { Version = 2 }, "too late");

        Assert.True(refused.AsRefusal!.Is(OfferingRefusal.DraftIsFrozen));
    }

    [Fact]
    public async Task ExecuteAsync_AnotherIssuersOfficer_IsNotFound()
    {
        var other = await IssuerDesk.CreateAsync(_world, Token, code: "X00003");
        var draft = await _desk.DraftAsync(Token);

        var outcome = await _world.Get<SaveIssueDraft>()
            .ExecuteAsync(new(draft.DraftId, 1, _desk.Fields()), other.Officer, Moments.Start, Token);

        Assert.True(outcome.AsRefusal!.Is(OfferingRefusal.NotFound));
        Assert.Null(await _world.Get<IssueDeskQueries>().FindDraftAsync(draft.DraftId, other.Officer, Token));
    }

    private Task<Outcome<SavedDraft>> SaveAsync(
        SavedDraft draft, string titleEn, Guid editor = default, bool isLast = false)
    {
        var fields = _desk.Fields();
        fields.TitleEn = titleEn;
        return _world.Get<SaveIssueDraft>()
            .ExecuteAsync(
                new(draft.DraftId, draft.Version, fields, editor, isLast), _desk.Officer, Moments.Start, Token);
    }

    private Task<DraftDetail?> FindAsync(SavedDraft draft) =>
        _world.Get<IssueDeskQueries>().FindDraftAsync(draft.DraftId, _desk.Officer, Token);
}
