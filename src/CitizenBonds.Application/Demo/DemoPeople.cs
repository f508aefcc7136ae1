using System.Globalization;
using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Offerings;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Demo;

/// <summary>Takes invented citizens along the path of every citizen: account, identity, test, money.</summary>
public sealed class DemoPeople(
    IServiceScopeFactory scopes,
    OpenInvestor open,
    RequestIdentityCheck identity,
    TakeKnowledgeTest test,
    DeclareNetAssets declare,
    SeeLossSimulation loss,
    RequestDeposit deposit)
{
    internal async Task<long> JoinAsync(DemoCitizen citizen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ProvisionAsync(
            new ProvisionedAccount(citizen.UserId, citizen.Email, citizen.Name, "ja", null, [PortalRole.Citizen], null),
            cancellationToken);
        return await InvestAsync(citizen, now, cancellationToken);
    }

    /// <summary>The part of the path after the account.</summary>
    internal async Task<long> InvestAsync(DemoCitizen citizen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var user = citizen.UserId;
        var investor = (await open.ExecuteAsync(new(InvestorKind.Citizen), user, now, cancellationToken))
            .ValueOrThrow.InvestorId;
        var check = new RequestIdentityCheckCommand(citizen.Name, citizen.BirthDate, "架空町1丁目2番3号", citizen.HomeCode);
        Require(await identity.ExecuteAsync(check, Key("identity", user), user, now, cancellationToken));
        await PassTestAsync(user, investor, sitting: 1, now, cancellationToken);
        Require(await declare.ExecuteAsync(
            new(citizen.NetAssetsYen), Key("assets", user), user, now, cancellationToken));
        Require(await loss.ExecuteAsync(user, now, cancellationToken));
        Require(await deposit.ExecuteAsync(
            new(citizen.DepositYen), Key("deposit", user), user, now, cancellationToken));
        return investor;
    }

    /// <summary>All answers right; after two years it has to be passed again.</summary>
    internal async Task PassTestAsync(
        Guid user, long investor, int sitting, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var answers = KnowledgeTest.Questions
            .Select(question => KnowledgeTest.OrderOf(investor, sitting, question).ToList().IndexOf(0))
            .ToList();
        var key = Key(string.Create(CultureInfo.InvariantCulture, $"test-{sitting}"), user);
        Require(await test.ExecuteAsync(new(sitting, answers), key, user, now, cancellationToken));
    }

    /// <summary>The second sitting of the knowledge test, when the first is about to run out.</summary>
    internal async Task TestAgainAsync(DemoCitizen citizen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var investor = (await open.ExecuteAsync(new(InvestorKind.Citizen), citizen.UserId, now, cancellationToken))
            .ValueOrThrow.InvestorId;
        await PassTestAsync(citizen.UserId, investor, sitting: 2, now, cancellationToken);
    }

    internal async Task ProvisionAsync(ProvisionedAccount account, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProvisionAccount>().RunAsync(account, cancellationToken);
    }

    private static string Key(string what, Guid user) =>
        string.Create(CultureInfo.InvariantCulture, $"demo-{what}-{user:N}");

    private static void Require<T>(Outcome<T> outcome) => _ = outcome.ValueOrThrow;
}
