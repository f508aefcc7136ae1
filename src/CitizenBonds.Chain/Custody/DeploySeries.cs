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
    DeployedContracts deployed, Incidents incidents, IDbContextFactory<PortalContext> contexts)
{
    private const long GasOfOne = 400_000;
    private static readonly string[] Roles = ["ISSUER_ROLE", "AGENT_ROLE", "PAYER_ROLE", "PAUSER_ROLE"];
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
        var calls = Calls(series, address, cash, registry);
        var states = await StatesAsync($"{name} setup ", cancellationToken);
        if (states.Count < calls.Count) return await PlanAsync(name, calls, now, cancellationToken);
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
        var code = contracts.Bond.Deployment(SeriesTerms.Of(issue, series, runs, cash), settings.Sender);
        var plan = new TransactionPlan(ChainOutbox.DeployPrefix + name, null, code, contracts.Bond);
        return await outbox.PlanAsync(plan, now, cancellationToken) is not null;
    }

    private List<(string To, byte[] Content, ContractArtifact Contract)> Calls(
        ChainSeriesRow series, string address, string cash, string registry)
    {
        var bond = contracts.Bond;
        var us = settings.Sender;
        object[] own = [us];
        return
        [
            .. Roles.Select(role => (address, bond.Call("grantRole", SeriesTerms.RoleOf(role), us), bond)),
            (address, bond.Call("setAllowed", own, true), bond),
            (address, bond.Call("mint", own, new object[] { series.Tokens }), bond),
            (address, bond.Call("closeIssuance"), bond),
            (cash, contracts.Cash.Call("approve", address, Unlimited), contracts.Cash),
            (registry, contracts.Registry.Call("register", address), contracts.Registry),
        ];
    }

    // One after the other by their nonces: each finds what the one before has done.
    private async Task<bool> PlanAsync(
        string name, List<(string To, byte[] Content, ContractArtifact Contract)> calls, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        foreach (var (number, (to, content, contract)) in calls.Index())
        {
            var intent = string.Create(CultureInfo.InvariantCulture, $"{name} setup {number + 1}");
            await outbox.PlanWithinAsync(
                portal, new TransactionPlan(intent, to, content, contract, GasOfOne), now, cancellationToken);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    private async Task<List<ChainTransactionState>> StatesAsync(string prefix, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.ChainTransactions.Where(row => row.Intent.StartsWith(prefix))
            .Select(row => row.State).ToListAsync(cancellationToken);
    }

    private async Task<bool> IsRightAsync(
        ChainSeriesRow series, IssueRow issue, string address, string name, string registry, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!await deployed.IsOursAsync(name, address, contracts.Bond, now, cancellationToken)) return false;
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
}
