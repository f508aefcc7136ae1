using System.Globalization;
using System.Numerics;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Node;
using CitizenBonds.Chain.Outbox;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// Takes one series from its terms to a contract that says what the ledger says: deployed, roles given, all tokens in
/// the portal's account, issuing closed for good, entered in the registry, and read back.
/// </summary>
public sealed class DeploySeries(
    IChainNode node, ChainSettings settings, ChainOutbox outbox, CustodyContracts contracts,
    DeployedContracts deployed, SeriesRoles roles, Incidents incidents, IDbContextFactory<PortalContext> contexts)
{
    private const long GasOfOne = 400_000;
    private static readonly BigInteger Unlimited = BigInteger.Pow(2, 256) - 1;

    /// <returns>True when the series came a step further; the caller saves its row.</returns>
    public async Task<bool> StepAsync(
        ChainSeriesRow series, IssueRow issue, string cash, string registry, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var name = CustodyContracts.NameOf(issue.Id);
        if (await outbox.StateAsync(ChainOutbox.DeployPrefix + name, cancellationToken) is null)
            return await DeployAsync(series, issue, cash, name, now, cancellationToken);
        if (await deployed.FindAsync(name, cancellationToken) is not { } address) return false;
        var stages = Stages(series, address, cash, registry);
        var states = await StatesAsync($"{name} setup ", cancellationToken);
        var planned = 0;
        foreach (var stage in stages)
        {
            if (states.Count <= planned) return await PlanAsync(name, planned, stage, now, cancellationToken);
            planned += stage.Count;
            // What another account does rests on what is final: a reorganisation may change the order of two accounts.
            if (stage != stages[^1] && states.Take(planned).Any(state => state != ChainTransactionState.Confirmed))
                return false;
        }

        var areDone = states.All(
            state => state is ChainTransactionState.Mined or ChainTransactionState.Confirmed);
        if (!areDone || !await IsRightAsync(series, issue, address, name, registry, now, cancellationToken))
            return false;
        series.MirroredAt = now;
        return true;
    }

    private async Task<bool> DeployAsync(
        ChainSeriesRow series, IssueRow issue, string cash, string name, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = await portal.PaymentRuns.AsNoTracking()
            .Where(run => run.IssueId == issue.Id).ToListAsync(cancellationToken);
        var administrator = settings.Accounts.Administrator;
        var code = contracts.Bond.Deployment(SeriesTerms.Of(issue, series, runs, cash), administrator);
        var plan = new TransactionPlan(ChainOutbox.DeployPrefix + name, administrator, null, code, contracts.Bond);
        return await outbox.PlanAsync(plan, now, cancellationToken) is not null;
    }

    /// <summary>
    /// In the order in which one rests on the other; one account does it all in one go, its nonces keep the order.
    /// </summary>
    private List<List<Call>> Stages(ChainSeriesRow series, string address, string cash, string registry)
    {
        var (bond, accounts) = (contracts.Bond, settings.Accounts);
        object[] keeper = [accounts.Keeper];
        List<Call> give =
        [
            .. roles.Given.Select(one => new Call(
                accounts.Administrator, address, bond.Call("grantRole", one.Role, one.Account), bond)),
        ];
        List<Call> prepare =
        [
            new(accounts.Agent, address, bond.Call("setAllowed", keeper, true), bond),
            new(accounts.Payer, cash, contracts.Cash.Call("approve", address, Unlimited), contracts.Cash),
            new(accounts.Administrator, registry, contracts.Registry.Call("register", address), contracts.Registry),
        ];
        List<Call> issue =
        [
            new(accounts.Issuer, address, bond.Call("mint", keeper, new object[] { series.Tokens }), bond),
            new(accounts.Issuer, address, bond.Call("closeIssuance"), bond),
        ];
        return accounts.AreOne ? [[.. give, .. prepare, .. issue]] : [give, prepare, issue];
    }

    private async Task<bool> PlanAsync(
        string name, int before, List<Call> stage, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var plans = stage.Select((call, number) => new TransactionPlan(
            string.Create(CultureInfo.InvariantCulture, $"{name} setup {before + number + 1}"), call.From, call.To,
            call.Content, call.Contract, GasOfOne));
        await ChainOutbox.PlanWithinAsync(portal, [.. plans], now, cancellationToken);
        return true;
    }

    private async Task<List<ChainTransactionState>> StatesAsync(string prefix, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.ChainTransactions.Where(row => row.Intent.StartsWith(prefix)).OrderBy(row => row.Id)
            .Select(row => row.State).ToListAsync(cancellationToken);
    }

    private async Task<bool> IsRightAsync(
        ChainSeriesRow series, IssueRow issue, string address, string name, string registry, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!await deployed.IsOursAsync(name, address, contracts.Bond, now, cancellationToken)) return false;
        if (!await roles.AreRightAsync(name, address, now, cancellationToken)) return false;
        var subject = issue.Isin!; // It has one: it is mirrored.
        var hash = (byte[])await node.ReadAsync(
            contracts.Bond, address, "termsHash", [], blockHash: null, cancellationToken);
        var supply = await node.ReadNumberAsync(contracts.Bond, address, "totalSupply", [], cancellationToken);
        var entered = (string)await node.ReadAsync(
            contracts.Registry, registry, "tokenOf", [subject], blockHash: null, cancellationToken);
        var isRight = hash.AsSpan().SequenceEqual(SeriesTerms.HashOf(issue)) && supply == series.Tokens
            && entered == address;
        if (isRight) await incidents.ResolveAsync(ChainIncidentKind.SeriesDiffers, subject, now, cancellationToken);
        else await incidents.ReportAsync(ChainIncidentKind.SeriesDiffers, subject, address, now, cancellationToken);
        return isRight;
    }

    private sealed record Call(string From, string To, byte[] Content, ContractArtifact Contract);
}
