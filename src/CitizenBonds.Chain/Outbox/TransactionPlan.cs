namespace CitizenBonds.Chain.Outbox;

/// <summary>What the portal wants carried out.</summary>
/// <param name="Intent">What it is for; planned twice it is one.</param>
/// <param name="From">One of the portal's accounts.</param>
/// <param name="To">Null creates a contract, named by the intent after "deploy ".</param>
/// <param name="Contract">Gives a refusal its name.</param>
/// <param name="GasLimit">
/// Null asks the node. A figure is for what rests on a transaction that is still on its way, which no node can judge.
/// </param>
public sealed record TransactionPlan(
    string Intent, string From, string? To, byte[] Content, Contracts.ContractArtifact Contract, long? GasLimit = null);
