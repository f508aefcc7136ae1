using System.Numerics;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Node;
using CitizenBonds.Chain.Outbox;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Anchoring;

/// <summary>
/// The contract that keeps the heads of the ledger: finds it, or has it deployed, and checks its code.
/// </summary>
public sealed class AnchorContract(
    IChainNode node, ChainSettings settings, ChainOutbox outbox, Incidents incidents,
    IDbContextFactory<PortalContext> contexts)
{
    public const string ContractName = "LedgerAnchor";

    public ContractArtifact Artifact { get; } = ContractArtifact.Load(settings.Artifacts, ContractName);

    /// <returns>Its address; null while it is being deployed, or when something is wrong with it.</returns>
    public async Task<string?> FindAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var contract = await portal.ChainContracts.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Name == ContractName, cancellationToken);
        if (contract is null)
        {
            await DeployAsync(portal, now, cancellationToken);
            return null;
        }

        var isThere = await portal.ChainTransactions.AnyAsync(
            row => row.Id == contract.TransactionId
                && (row.State == ChainTransactionState.Mined || row.State == ChainTransactionState.Confirmed),
            cancellationToken);
        return isThere && await IsOursAsync(contract.Address, now, cancellationToken) ? contract.Address : null;
    }

    /// <summary>The last head the contract keeps.</summary>
    /// <returns>Size zero when there is none.</returns>
    public async Task<AnchoredHead> LatestAsync(string address, CancellationToken cancellationToken)
    {
        var answer = await node.CallAsync(address, Artifact.Call("latest"), cancellationToken);
        var head = (object[])Artifact.Answer("latest", answer)[0];
        return new AnchoredHead((long)(BigInteger)head[2], (long)(BigInteger)head[1], Hex.Of((byte[])head[0]));
    }

    private async Task DeployAsync(PortalContext portal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var code = Artifact.Deployment(settings.Sender, settings.Sender);
        var plan = new TransactionPlan("deploy LedgerAnchor", null, code, Artifact);
        if (await outbox.PlanAsync(plan, now, cancellationToken) is not { } id) return;
        var nonce = await portal.ChainTransactions.Where(row => row.Id == id)
            .Select(row => row.Nonce).SingleAsync(cancellationToken);
        if (nonce is null) return; // The address follows from the nonce, which the sender gives.
        portal.ChainContracts.Add(new ChainContractRow
        {
            Name = ContractName,
            Address = ContractAddress.Of(settings.Sender, nonce.Value),
            TransactionId = id,
        });
        await portal.SaveChangesAsync(cancellationToken);
    }

    private async Task<bool> IsOursAsync(string address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var code = await node.CodeAsync(address, cancellationToken);
        var missing = code.Length == 0;
        var differs = !missing && !code.AsSpan().SequenceEqual(Artifact.DeployedCode);
        await NoteAsync(ChainIncidentKind.ContractMissing, missing, address, now, cancellationToken);
        await NoteAsync(ChainIncidentKind.ContractDiffers, differs, address, now, cancellationToken);
        return !missing && !differs;
    }

    private Task NoteAsync(
        ChainIncidentKind kind, bool isSo, string address, DateTimeOffset now, CancellationToken cancellationToken) =>
        isSo
            ? incidents.ReportAsync(kind, ContractName, address, now, cancellationToken)
            : incidents.ResolveAsync(kind, ContractName, now, cancellationToken);
}
