using CitizenBonds.Chain.Node;
using CitizenBonds.Chain.Outbox;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Contracts;

/// <summary>Our contracts on the chain: finds one, or has it deployed, and checks its code.</summary>
public sealed class DeployedContracts(
    IChainNode node, ChainSettings settings, ChainOutbox outbox, Incidents incidents,
    IDbContextFactory<PortalContext> contexts)
{
    /// <summary>Finds a contract and looks at its code; plans its deployment when there is none.</summary>
    /// <param name="name">What it is kept under.</param>
    /// <param name="deployment">The code with the constructor's arguments.</param>
    /// <returns>Its address; null while it is being deployed, or when something is wrong with it.</returns>
    public async Task<string?> RequireAsync(
        string name, ContractArtifact artifact, Func<byte[]> deployment, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } address)
            return await IsOursAsync(name, address, artifact, now, cancellationToken) ? address : null;
        if (await outbox.StateAsync(ChainOutbox.DeployPrefix + name, cancellationToken) is not null) return null;
        var plan = new TransactionPlan(
            ChainOutbox.DeployPrefix + name, settings.Accounts.Administrator, null, deployment(), artifact);
        await outbox.PlanAsync(plan, now, cancellationToken);
        return null;
    }

    /// <returns>
    /// The address of a contract that is in a block, in a final one where another account created it than uses it: a
    /// call that comes before its contract has no effect and tells nobody. Else null.
    /// </returns>
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        ChainTransactionState[] enough = settings.Accounts.AreOne
            ? [ChainTransactionState.Mined, ChainTransactionState.Confirmed]
            : [ChainTransactionState.Confirmed];
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.ChainContracts
            .Where(row => row.Name == name && (row.TransactionId == null || portal.ChainTransactions.Any(
                sent => sent.Id == row.TransactionId && enough.Contains(sent.State))))
            .Select(row => row.Address)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whether our code stands at the address; what is wrong is kept as an incident.</summary>
    public async Task<bool> IsOursAsync(
        string name, string address, ContractArtifact artifact, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var code = await node.CodeAsync(address, cancellationToken);
        var missing = code.Length == 0;
        var differs = !missing && !artifact.IsCode(code);
        await NoteAsync(ChainIncidentKind.ContractMissing, missing, name, address, now, cancellationToken);
        await NoteAsync(ChainIncidentKind.ContractDiffers, differs, name, address, now, cancellationToken);
        return !missing && !differs;
    }

    private Task NoteAsync(
        ChainIncidentKind kind, bool isSo, string name, string address, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        isSo
            ? incidents.ReportAsync(kind, name, address, now, cancellationToken)
            : incidents.ResolveAsync(kind, name, now, cancellationToken);
}
