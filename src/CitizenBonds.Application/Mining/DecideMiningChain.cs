using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

/// <summary>What people decide about the chain.</summary>
public enum ChainDecision
{
    /// <summary>After a deep reorganisation: the chain was checked, coupons go on from its tip.</summary>
    Resume = 0,

    /// <summary>SHA-256 no longer mines Bitcoin: the bonds end worthless.</summary>
    End = 1,
}

/// <summary>Why a decision about the chain is refused, in order of precedence.</summary>
public enum ChainDecisionRefusal
{
    NotTheOperator = 1,

    /// <summary>There is no chain yet, or the bonds have ended.</summary>
    NothingToDecide = 2,

    /// <summary>Coupons are not suspended.</summary>
    NotSuspended = 3,
}

public sealed record DecidedChain(MiningChainState State, int KeyBlocks);

/// <summary>The operator's word after an incident, or at the end of mining.</summary>
public sealed class DecideMiningChain(CommandRunner commands)
{
    public Task<Outcome<DecidedChain>> ExecuteAsync(
        ChainDecision decision, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(DecideMiningChain), key, decision, actor.UserId, now),
            (portal, token) => DecideAsync(portal, decision, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<DecidedChain>> DecideAsync(
        PortalContext portal, ChainDecision decision, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Operator)) return Refusal.Of(ChainDecisionRefusal.NotTheOperator);
        var chain = await MiningChains.LockAsync(portal, cancellationToken);
        if (chain.TipHeight is not { } tip || chain.State == MiningChainState.Ended)
            return Refusal.Of(ChainDecisionRefusal.NothingToDecide);
        if (decision == ChainDecision.Resume && chain.State != MiningChainState.Suspended)
            return Refusal.Of(ChainDecisionRefusal.NotSuspended);

        ChainEvent decided = decision == ChainDecision.Resume
            ? new ChainEvent.Resumed(tip)
            : new ChainEvent.MiningAlgorithmReplaced();
        var recorded = await MiningChains.ApplyAsync(portal, chain, tip, decided, now, cancellationToken);
        if (chain.State == MiningChainState.Ended) await CloseAsync(portal, now, cancellationToken);
        return new DecidedChain(chain.State, recorded);
    }

    private static async Task CloseAsync(PortalContext portal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var issues = await portal.Issues
            .Where(row => row.Product == BondProduct.PureMining && row.State == IssueState.Live)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        foreach (var issue in issues)
        {
            portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.Redeemed, now, note: "worthless"));
            Filings.Add(portal, issue, FilingKind.Redemption, new { paidYen = 0, why = "mining ended" }, null, now);
            (issue.State, issue.ClosedAt) = (IssueState.Redeemed, now);
            issue.Version++;
        }
    }
}
