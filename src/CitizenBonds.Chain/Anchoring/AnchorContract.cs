using System.Numerics;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Node;

namespace CitizenBonds.Chain.Anchoring;

/// <summary>The contract that keeps the heads of the ledger.</summary>
public sealed class AnchorContract(IChainNode node, ChainSettings settings, DeployedContracts contracts)
{
    public const string ContractName = "LedgerAnchor";

    public ContractArtifact Artifact { get; } = ContractArtifact.Load(settings.Artifacts, ContractName);

    /// <returns>Its address; null while it is being deployed, or when something is wrong with it.</returns>
    public Task<string?> FindAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        contracts.RequireAsync(
            ContractName, Artifact,
            () => Artifact.Deployment(settings.Accounts.Administrator, settings.Accounts.Keeper), now,
            cancellationToken);

    /// <summary>The last head the contract keeps.</summary>
    /// <returns>Size zero when there is none.</returns>
    public async Task<AnchoredHead> LatestAsync(string address, CancellationToken cancellationToken)
    {
        var answer = await node.CallAsync(address, Artifact.Call("latest"), cancellationToken);
        var head = (object[])Artifact.Answer("latest", answer)[0];
        return new AnchoredHead((long)(BigInteger)head[2], (long)(BigInteger)head[1], Hex.Of((byte[])head[0]));
    }
}
