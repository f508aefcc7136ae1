using CitizenBonds.Chain.Node;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Outbox;

/// <summary>Keeps what is to be sent before anything is sent.</summary>
public sealed class ChainOutbox(
    IChainNode node, Incidents incidents, IDbContextFactory<PortalContext> contexts)
{
    /// <summary>No transaction may use more (EIP-7825).</summary>
    public const long GasLimitMax = 16_777_216;

    /// <summary>Intents that create a contract begin with it; the contract's name follows.</summary>
    public const string DeployPrefix = "deploy ";

    /// <summary>Whether something of this beginning is on its way.</summary>
    public async Task<bool> IsUnderWayAsync(string intentPrefix, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.ChainTransactions.AnyAsync(
            row => row.Intent.StartsWith(intentPrefix)
                && (row.State == ChainTransactionState.Planned || row.State == ChainTransactionState.Sent),
            cancellationToken);
    }

    /// <returns>The planned transaction, new or from before; null when the contract would refuse it.</returns>
    public async Task<long?> PlanAsync(
        TransactionPlan plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(portal, plan.Intent, cancellationToken) is { } earlier) return earlier;
        var gasLimit = plan.GasLimit ?? await GasLimitAsync(plan, now, cancellationToken);
        if (gasLimit is null) return null;
        await PlanWithinAsync(portal, [plan with { GasLimit = gasLimit }], now, cancellationToken);
        return await FindAsync(portal, plan.Intent, cancellationToken);
    }

    /// <summary>Plans in the caller's own transaction what comes with something else or not at all.</summary>
    /// <param name="plans">With their gas limits; carried out in this order as far as the same account sends.</param>
    public static Task PlanWithinAsync(
        PortalContext portal, IReadOnlyCollection<TransactionPlan> plans, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var intents = plans.Select(plan => plan.Intent).ToArray();
        var senders = plans.Select(plan => plan.From).ToArray();
        var recipients = plans.Select(plan => plan.To).ToArray();
        var contents = plans.Select(plan => plan.Content).ToArray();
        var limits = plans.Select(plan => plan.GasLimit ?? throw new ArgumentException($"{plan.Intent}: no gas limit."))
            .ToArray();
        return portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.chain_transactions (intent, sender, recipient, content, gas_limit, planned_at)
            select x.intent, x.sender, x.recipient, x.content, x.gas_limit, {now.UtcDateTime}
            from unnest({intents}, {senders}, {recipients}, {contents}, {limits}) with ordinality
                as x(intent, sender, recipient, content, gas_limit, n)
            order by x.n
            on conflict (intent) do nothing
            """,
            cancellationToken);
    }

    /// <summary>How the transaction with this intent stands; null when nothing of the kind was planned.</summary>
    public async Task<ChainTransactionState?> StateAsync(string intent, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.ChainTransactions.Where(row => row.Intent == intent)
            .Select(row => (ChainTransactionState?)row.State).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<long?> GasLimitAsync(
        TransactionPlan plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var estimate = await node.EstimateGasAsync(plan.From, plan.To, plan.Content, cancellationToken);
            await incidents.ResolveAsync(ChainIncidentKind.PlanRefused, plan.Intent, now, cancellationToken);
            return Math.Min(estimate + (estimate / 4), GasLimitMax); // Other transactions may come before it.
        }
        catch (ChainRefusedException refusal)
        {
            var reason = refusal.Answer.Count == 0 ? refusal.Message : plan.Contract.ErrorName([.. refusal.Answer]);
            await incidents.ReportAsync(ChainIncidentKind.PlanRefused, plan.Intent, reason, now, cancellationToken);
            return null;
        }
    }

    private static async Task<long?> FindAsync(
        PortalContext portal, string intent, CancellationToken cancellationToken) =>
        await portal.ChainTransactions.Where(row => row.Intent == intent)
            .Select(row => (long?)row.Id).SingleOrDefaultAsync(cancellationToken);
}
