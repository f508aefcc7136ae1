using System.Globalization;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Data.Chain;

namespace CitizenBonds.Chain.Custody;

/// <summary>The contracts custody works with, and the names they are kept under.</summary>
public sealed class CustodyContracts(ChainSettings settings, DeployedContracts contracts)
{
    public const string CashName = "PortalCash";
    public const string RegistryName = "BondRegistry";

    public ContractArtifact Bond { get; } = ContractArtifact.Load(settings.Artifacts, "BondToken");

    public ContractArtifact Cash { get; } = ContractArtifact.Load(settings.Artifacts, CashName);

    public ContractArtifact Registry { get; } = ContractArtifact.Load(settings.Artifacts, RegistryName);

    public static string NameOf(long issueId) =>
        string.Create(CultureInfo.InvariantCulture, $"{ChainContractRow.BondPrefix}{issueId}");

    /// <returns>Its address; null while it is being deployed, or when something is wrong with it.</returns>
    public Task<string?> FindCashAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        contracts.RequireAsync(
            CashName, Cash, () => Cash.Deployment(settings.Accounts.Payer), now, cancellationToken);

    /// <returns>As above.</returns>
    public Task<string?> FindRegistryAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        contracts.RequireAsync(
            RegistryName, Registry, () => Registry.Deployment(settings.Accounts.Administrator), now,
            cancellationToken);

    /// <returns>The address of a series' contract that is there to be used; else null.</returns>
    public Task<string?> FindBondAsync(long issueId, CancellationToken cancellationToken) =>
        contracts.FindAsync(NameOf(issueId), cancellationToken);
}
