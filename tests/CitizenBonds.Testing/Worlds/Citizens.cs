using CitizenBonds.Application;
using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Testing.Worlds;

/// <summary>Citizens who went the guided path through the real use cases.</summary>
public sealed class Citizens(PortalWorld world)
{
    public static string Key() => Guid.NewGuid().ToString("N");

    public async Task<Citizen> OpenAsync(
        CancellationToken cancellationToken, InvestorKind kind = InvestorKind.Citizen)
    {
        var userId = Guid.NewGuid();
        var opened = await world.Get<OpenInvestor>().ExecuteAsync(
            new(kind), userId, Moments.Start, cancellationToken);
        return new Citizen(userId, opened.ValueOrThrow.InvestorId);
    }

    /// <summary>Checked, tested, shown what a loss would look like, with a bank account and that much cash.</summary>
    public async Task<Citizen> OpenReadyAsync(
        long cashYen,
        CancellationToken cancellationToken,
        InvestorKind kind = InvestorKind.Citizen,
        string? municipality = null)
    {
        var citizen = await OpenAsync(cancellationToken, kind);
        await CheckAsync(citizen, cancellationToken, municipality);
        await PassTestAsync(citizen, cancellationToken);
        await SeeLossesAsync(citizen, cancellationToken);
        await RegisterAccountAsync(citizen, cancellationToken);
        if (cashYen > 0) await FundAsync(citizen, cashYen, cancellationToken);
        return citizen;
    }

    public async Task CheckAsync(Citizen citizen, CancellationToken cancellationToken, string? municipality = null)
    {
        var request = new RequestIdentityCheck(world.Get<CommandRunner>(), PortalRules.Demonstration);
        var command = new RequestIdentityCheckCommand("試験 花子", new DateOnly(1980, 5, 5), "1-2-3", municipality);
        var check = (await request.ExecuteAsync(command, Key(), citizen.UserId, Moments.Start, cancellationToken))
            .ValueOrThrow;
        if (check.State == IdentityState.Approved) return;
        _ = (await world.Get<DecideIdentityCheck>().ExecuteAsync(
            new(check.CheckId, IsApproved: true, Reason: null), Key(), Guid.NewGuid(), Moments.Start,
            cancellationToken))
            .ValueOrThrow;
    }

    public async Task PassTestAsync(Citizen citizen, CancellationToken cancellationToken)
    {
        var answers = KnowledgeTest.RightPlaces(citizen.InvestorId, 1);
        _ = (await world.Get<TakeKnowledgeTest>().ExecuteAsync(
            new(1, answers), Key(), citizen.UserId, Moments.Start, cancellationToken)).ValueOrThrow;
    }

    public async Task SeeLossesAsync(Citizen citizen, CancellationToken cancellationToken) =>
        _ = (await world.Get<SeeLossSimulation>().ExecuteAsync(citizen.UserId, Moments.Start, cancellationToken))
            .ValueOrThrow;

    public async Task<RegisteredPayoutAccount> RegisterAccountAsync(
        Citizen citizen, CancellationToken cancellationToken, string number = "1234567", DateTimeOffset? now = null)
    {
        var account = PayoutAccount.Read("0001", "123", PayoutAccountKind.Ordinary, number, "シケン ハナコ").Account!;
        return (await world.Get<RegisterPayoutAccount>().ExecuteAsync(
            account, Key(), citizen.UserId, now ?? Moments.Start, cancellationToken)).ValueOrThrow;
    }

    public async Task FundAsync(Citizen citizen, long yen, CancellationToken cancellationToken)
    {
        var request = new RequestDeposit(world.Get<CommandRunner>(), PortalRules.Demonstration);
        _ = (await request.ExecuteAsync(new(yen), Key(), citizen.UserId, Moments.Start, cancellationToken))
            .ValueOrThrow;
    }
}
