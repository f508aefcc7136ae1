namespace CitizenBonds.Chain.Outbox;

/// <summary>What the portal wants carried out.</summary>
/// <param name="Intent">What it is for; planned twice it is one.</param>
/// <param name="To">Null creates a contract.</param>
/// <param name="Contract">Gives a refusal its name.</param>
public sealed record TransactionPlan(string Intent, string? To, byte[] Content, Contracts.ContractArtifact Contract);
