using CitizenBonds.Chain.Node;
using CitizenBonds.Data.Chain;

namespace CitizenBonds.Chain.Outbox;

/// <summary>
/// Looks, once after every start, whether the signer has a key for each of the accounts: found out at the first coupon
/// it would be too late.
/// </summary>
public sealed class SignerAccounts(IChainNode node, ChainSettings settings, Incidents incidents)
{
    private bool _areThere;

    /// <returns>False while one is missing: then nothing is planned and nothing is sent.</returns>
    public async Task<bool> AreThereAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_areThere) return true;
        var keys = await KeysAsync(cancellationToken);
        var areThere = true;
        foreach (var (name, address) in settings.Accounts.Named)
        {
            if (keys is null || keys.Contains(address, StringComparer.OrdinalIgnoreCase))
            {
                await incidents.ResolveAsync(ChainIncidentKind.SignerRefused, name, now, cancellationToken);
                continue;
            }

            areThere = false;
            await incidents.ReportAsync(
                ChainIncidentKind.SignerRefused, name, $"no key for {address}", now, cancellationToken);
        }

        return _areThere = areThere;
    }

    /// <returns>Null when the signer does not tell: then signing will.</returns>
    private async Task<IReadOnlyList<string>?> KeysAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await node.AccountsAsync(cancellationToken);
        }
        catch (ChainRefusedException)
        {
            return null;
        }
    }
}
