using CitizenBonds.Chain.Node;
using CitizenBonds.Data.Chain;

namespace CitizenBonds.Chain.Custody;

/// <summary>All that keeps ledger and chain together, in the order in which one thing follows from another.</summary>
public sealed class Custodian(
    IChainNode node, ChainSettings settings, MirrorSeries mirror, SendToWallets send, SettleWithdrawals settle,
    TakeFromWallets take, PayOnChain pay, RepeatPayments repeat, Reconcile reconcile, Incidents incidents)
{
    /// <summary>How long an incident that ended by itself stays on the page.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromDays(1);

    private static readonly TimeSpan BehindMax = TimeSpan.FromSeconds(30);

    private long _movedAtBlock = -1;

    /// <summary>Plans what the ledger asks of the chain.</summary>
    /// <returns>How much was planned.</returns>
    public async Task<int> PlanAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (settings.MovesTime) await MoveTimeAsync(now, cancellationToken);
        var done = await mirror.RunAsync(now, cancellationToken);
        done += await pay.RunAsync(now, cancellationToken);
        done += await repeat.RunAsync(now, cancellationToken);
        return done + await send.RunAsync(now, cancellationToken);
    }

    /// <summary>Books what the chain has brought, and compares the two.</summary>
    /// <returns>How much was booked.</returns>
    public async Task<int> SettleAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = await settle.RunAsync(now, cancellationToken);
        done += await take.RunAsync(now, cancellationToken);
        await reconcile.RunAsync(now, cancellationToken);
        await incidents.ExpireAsync(ChainIncidentKind.WithdrawalRefused, now - Shown, now, cancellationToken);
        await incidents.ExpireAsync(ChainIncidentKind.TransactionReverted, now - Shown, now, cancellationToken);
        return done;
    }

    private async Task MoveTimeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var head = await node.BlockAsync(null, cancellationToken);
        // What was moved shows in the next block only.
        if (head is null || head.Number == _movedAtBlock || now - head.MadeAt < BehindMax) return;
        _movedAtBlock = head.Number;
        await node.AdvanceTimeAsync((long)(now - head.MadeAt).TotalSeconds, cancellationToken);
    }
}
