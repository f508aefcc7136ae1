using CitizenBonds.Application.Ledger;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Outbox;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Anchoring;

/// <summary>
/// Puts the newest sealed head of the ledger on the chain, with the proof that it continues the head before. What the
/// contract keeps is asked of the contract itself, so a database restored from yesterday cannot mislead it.
/// </summary>
public sealed class AnchorLedger(
    ChainSettings settings, AnchorContract contract, ChainOutbox outbox, Incidents incidents, LedgerProofs proofs,
    IDbContextFactory<PortalContext> contexts)
{
    private const string IntentPrefix = "anchor ";

    /// <returns>One when an anchor was planned, else zero.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await contract.FindAsync(now, cancellationToken) is not { } address) return 0;
        if (await outbox.IsUnderWayAsync(IntentPrefix, cancellationToken)) return 0;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await IsTimeAsync(portal, cancellationToken)) return 0;
        if (await BlockStore.LastAsync(portal, cancellationToken) is not { } newest) return 0;

        var block = BlockStore.ToBlock(newest);
        var anchored = await contract.LatestAsync(address, cancellationToken);
        if (await ProofAsync(anchored, block, now, cancellationToken) is not { } proof) return 0;
        if (block.TreeSize <= anchored.Size) return 0;
        var content = contract.Artifact.Call(
            "anchor", block.Height, block.TreeSize, block.TreeRoot.ToBytes(),
            proof.Select(hash => (object)hash.ToBytes()).ToArray());
        // The head before is part of the intent: after a restore the same height may follow another head.
        var plan = new TransactionPlan(
            $"{IntentPrefix}{block.Height} after {anchored.Height}", settings.Accounts.Keeper, address, content,
            contract.Artifact);
        return await outbox.PlanAsync(plan, now, cancellationToken) is null ? 0 : 1;
    }

    private async Task<bool> IsTimeAsync(PortalContext portal, CancellationToken cancellationToken)
    {
        var newest = await portal.ChainBlocks.MaxAsync(row => (long?)row.Number, cancellationToken) ?? 0;
        var last = await portal.ChainTransactions.Where(row => row.Intent.StartsWith(IntentPrefix))
            .MaxAsync(row => row.BlockNumber, cancellationToken);
        return last is null || newest - last >= settings.AnchorEveryBlocks;
    }

    /// <returns>The proof, empty for the first head; null when the anchored head is not a beginning of ours.</returns>
    private async Task<IReadOnlyList<Hash256>?> ProofAsync(
        AnchoredHead anchored, LedgerBlock block, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (anchored.Size == 0) return [];
        var proof = anchored.Size <= block.TreeSize
            ? await proofs.ConsistencyAsync(anchored.Size, block.TreeSize, cancellationToken)
            : null;
        if (proof is not null && Hex.Of(proof.OldRoot.ToBytes()) == anchored.Root)
        {
            await incidents.ResolveAsync(ChainIncidentKind.AnchorDiffers, "", now, cancellationToken);
            return proof.Path;
        }

        await incidents.ReportAsync(
            ChainIncidentKind.AnchorDiffers, "", $"{anchored.Size} transfers, root {anchored.Root}", now,
            cancellationToken);
        return null;
    }
}
