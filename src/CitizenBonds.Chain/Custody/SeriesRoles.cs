using System.Globalization;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Node;
using CitizenBonds.Data.Chain;

namespace CitizenBonds.Chain.Custody;

/// <summary>Who has which role of a series' contract: each account its own and no other.</summary>
public sealed class SeriesRoles(
    IChainNode node, ChainSettings settings, CustodyContracts contracts, Incidents incidents)
{
    private static readonly byte[] Administrator = new byte[32]; // As the contract's base class has it.

    /// <summary>The roles the administrator gives when a contract is made.</summary>
    public IReadOnlyList<(byte[] Role, string Account)> Given =>
    [
        (SeriesTerms.RoleOf("ISSUER_ROLE"), settings.Accounts.Issuer),
        (SeriesTerms.RoleOf("AGENT_ROLE"), settings.Accounts.Agent),
        (SeriesTerms.RoleOf("PAYER_ROLE"), settings.Accounts.Payer),
        (SeriesTerms.RoleOf("PAUSER_ROLE"), settings.Accounts.Pauser),
    ];

    /// <summary>Asks the contract; what is wrong is kept as an incident until it is right again.</summary>
    /// <param name="name">What the contract is kept under.</param>
    public async Task<bool> AreRightAsync(
        string name, string bond, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var subject = $"{name} roles";
        var wrong = await FindWrongAsync(bond, cancellationToken);
        if (wrong is null)
            await incidents.ResolveAsync(ChainIncidentKind.SeriesDiffers, subject, now, cancellationToken);
        else
            await incidents.ReportAsync(ChainIncidentKind.SeriesDiffers, subject, wrong, now, cancellationToken);
        return wrong is null;
    }

    private async Task<string?> FindWrongAsync(string bond, CancellationToken cancellationToken)
    {
        (byte[] Role, string Account)[] all = [(Administrator, settings.Accounts.Administrator), .. Given];
        foreach (var (role, holder) in all)
        {
            foreach (var (name, account) in settings.Accounts.Named)
            {
                var has = (bool)await node.ReadAsync(
                    contracts.Bond, bond, "hasRole", [role, account], blockHash: null, cancellationToken);
                if (has == (account == holder)) continue;
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} {account} {(has ? "has" : "has not")} role {Convert.ToHexStringLower(role.AsSpan(0, 4))}");
            }
        }

        return null;
    }
}
