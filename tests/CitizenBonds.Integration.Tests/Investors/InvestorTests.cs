using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Investors;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Investors;

public sealed class InvestorTests(PortalDatabases postgres) : IAsyncLifetime
{
    private static readonly Guid SomeOperator = Guid.NewGuid();
    private static readonly RequestIdentityCheckCommand Good = new("試験 花子", new DateOnly(1980, 5, 5), "1-2-3", null);

    private PortalWorld _world = null!; // Set by InitializeAsync before any test.
    private Citizens _citizens = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _citizens = new Citizens(_world);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task OpenInvestor_ManyTimesAtOnce_OpensOnePlaceAndTwoAccounts()
    {
        var userId = Guid.NewGuid();

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _world.Get<OpenInvestor>().ExecuteAsync(
            new(InvestorKind.Citizen), userId, Moments.Start, Token)));

        Assert.Single(opened.Select(outcome => outcome.ValueOrThrow.InvestorId).Distinct());
        Assert.Equal(2, await _world.CountAsync("accounts", Token));
    }

    public static TheoryData<RequestIdentityCheckCommand, IdentityCheckRefusal?> Requests => new()
    {
        { Good with { FullName = " " }, IdentityCheckRefusal.NameMissing },
        { Good with { FullName = new string('a', 101) }, IdentityCheckRefusal.NameTooLong },
        { Good with { FullName = new string('a', 100) }, null },
        { Good with { FullName = "'; drop table portal.investors; -- <script>" }, null },
        { Good with { BirthDate = new DateOnly(2026, 2, 3) }, IdentityCheckRefusal.BirthDateImpossible },
        { Good with { BirthDate = new DateOnly(1900, 1, 1) }, IdentityCheckRefusal.BirthDateImpossible },
        { Good with { BirthDate = new DateOnly(2008, 2, 3) }, IdentityCheckRefusal.TooYoung },
        { Good with { BirthDate = new DateOnly(2008, 2, 2) }, null }, // Eighteen today.
        { Good with { Address = "" }, IdentityCheckRefusal.AddressMissing },
        { Good with { Address = new string('a', 301) }, IdentityCheckRefusal.AddressTooLong },
        { Good with { MunicipalityCode = "nowhere" }, IdentityCheckRefusal.MunicipalityUnknown },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task RequestIdentityCheck_AsGiven_IsTakenOrRefusedByName(
        RequestIdentityCheckCommand command, IdentityCheckRefusal? expected)
    {
        var citizen = await _citizens.OpenAsync(Token);

        var outcome = await RequestAsync(citizen, command);

        Assert.Equal(expected is { } refusal ? Refusal.Of(refusal).Code : null, outcome.AsRefusal?.Code);
    }

    [Fact]
    public async Task DecideIdentityCheck_RefusedThenApproved_LetsThePersonIn()
    {
        var citizen = await _citizens.OpenAsync(Token);
        var first = (await RequestAsync(citizen, Good)).ValueOrThrow;
        Assert.True((await RequestAsync(citizen, Good)).AsRefusal!.Is(IdentityCheckRefusal.AlreadyWaiting));
        Assert.True((await DecideAsync(first, true, citizen.UserId)).AsRefusal!.Is(IdentityCheckRefusal.OwnCheck));
        Assert.True((await DecideAsync(first, false, SomeOperator)).AsRefusal!.Is(IdentityCheckRefusal.ReasonMissing));

        Assert.Null((await DecideAsync(first, false, SomeOperator, "blurred")).AsRefusal);
        var second = (await RequestAsync(citizen, Good)).ValueOrThrow;
        Assert.Null((await DecideAsync(second, true, SomeOperator)).AsRefusal);

        Assert.True((await RequestAsync(citizen, Good)).AsRefusal!.Is(IdentityCheckRefusal.AlreadyApproved));
        Assert.True((await DecideAsync(second, false, SomeOperator, "late")).AsRefusal!
            .Is(IdentityCheckRefusal.NothingToDecide));
        Assert.Equal(2, await _world.CountAsync("notices", Token));
    }

    [Fact]
    public async Task TakeKnowledgeTest_SixRight_FailsAndSevenPass()
    {
        var citizen = await _citizens.OpenAsync(Token);

        Assert.False((await TakeAsync(citizen, 1, wrong: 2)).ValueOrThrow.IsPassed);
        Assert.True((await TakeAsync(citizen, 1, wrong: 0)).AsRefusal!.Is(KnowledgeRefusal.FormOutOfDate));
        Assert.True((await TakeAsync(citizen, 2, wrong: 1)).ValueOrThrow.IsPassed);
        Assert.True((await TakeAsync(citizen, 3, wrong: 0)).AsRefusal!.Is(KnowledgeRefusal.StillValid));
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0, 1, 2, 0, 1, 2, 0 })]
    [InlineData(new[] { 0, 1, 2, 0, 1, 2, 0, 3 })]
    [InlineData(new[] { 0, 1, 2, 0, 1, 2, 0, -1 })]
    public async Task TakeKnowledgeTest_Incomplete_IsRefusedAndNotCounted(int[] answers)
    {
        var citizen = await _citizens.OpenAsync(Token);

        var outcome = await _world.Get<TakeKnowledgeTest>().ExecuteAsync(
            new(1, answers), Citizens.Key(), citizen.UserId, Moments.Start, Token);

        Assert.True(outcome.AsRefusal!.Is(KnowledgeRefusal.AnswersMissing));
        Assert.Equal(0, await _world.CountAsync("knowledge_attempts", Token));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1_000_000_000_000, true)]
    [InlineData(1_000_000_000_001, false)]
    public async Task DeclareNetAssets_AtTheEnds_TakesWhatIsPossible(long yen, bool isTaken)
    {
        var citizen = await _citizens.OpenAsync(Token);

        var outcome = await _world.Get<DeclareNetAssets>().ExecuteAsync(
            new(yen), Citizens.Key(), citizen.UserId, Moments.Start, Token);

        Assert.Equal(isTaken, outcome.AsRefusal is null);
    }

    [Fact]
    public async Task FindClosureRefusal_WithMoney_KeepsTheAccountOpen()
    {
        var citizen = await _citizens.OpenReadyAsync(1, Token);
        var empty = await _citizens.OpenReadyAsync(0, Token);
        var check = new InvestorClosureCheck(_world.Get<IDbContextFactory<Data.PortalContext>>());

        Assert.Equal(ClosureRefusal.HoldsMoney, await check.FindRefusalAsync(citizen.UserId, Token));
        Assert.Null(await check.FindRefusalAsync(empty.UserId, Token));
        Assert.Null(await check.FindRefusalAsync(Guid.NewGuid(), Token));
    }

    private Task<Outcome<IdentityCheckResult>> RequestAsync(Citizen citizen, RequestIdentityCheckCommand command) =>
        _world.Get<RequestIdentityCheck>().ExecuteAsync(
            command, Citizens.Key(), citizen.UserId, Moments.Start, Token);

    private Task<Outcome<IdentityCheckResult>> DecideAsync(
        IdentityCheckResult check, bool isApproved, Guid actor, string? reason = null) =>
        _world.Get<DecideIdentityCheck>().ExecuteAsync(
            new(check.CheckId, isApproved, reason), Citizens.Key(), actor, Moments.Start, Token);

    private Task<Outcome<KnowledgeTestResult>> TakeAsync(Citizen citizen, int sitting, int wrong)
    {
        var answers = KnowledgeTest.RightPlaces(citizen.InvestorId, sitting).ToArray();
        for (var i = 0; i < wrong; i++) answers[i] = (answers[i] + 1) % KnowledgeTest.AnswersPerQuestion;
        return _world.Get<TakeKnowledgeTest>().ExecuteAsync(
            new(sitting, answers), Citizens.Key(), citizen.UserId, Moments.Start, Token);
    }
}
