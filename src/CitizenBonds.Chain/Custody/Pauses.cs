using System.Globalization;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Node;
using CitizenBonds.Data.Chain;

namespace CitizenBonds.Chain.Custody;

/// <summary>What a contract pauses waits, visibly, until it is resumed: nothing is sent to be refused.</summary>
public sealed class Pauses(IChainNode node, CustodyContracts contracts, Incidents incidents)
{
    /// <summary>The contract's own scopes.</summary>
    public const int Transfers = 1;

    public const int Coupons = 2;
    public const int Redemption = 4;

    /// <param name="bond">The contract's address.</param>
    /// <returns>True also where no contract of ours answers: the look at its code tells what is there.</returns>
    public async Task<bool> IsPausedAsync(
        long issueId, string bond, int scope, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await ScopesAsync(bond, cancellationToken) is not { } scopes) return true;
        var subject = string.Create(CultureInfo.InvariantCulture, $"{CustodyContracts.NameOf(issueId)} {Of(scope)}");
        var isPaused = (scopes & scope) != 0;
        if (isPaused)
            await incidents.ReportAsync(ChainIncidentKind.SeriesPaused, subject, bond, now, cancellationToken);
        else
            await incidents.ResolveAsync(ChainIncidentKind.SeriesPaused, subject, now, cancellationToken);
        return isPaused;
    }

    private async Task<int?> ScopesAsync(string bond, CancellationToken cancellationToken)
    {
        try
        {
            return (int)await node.ReadNumberAsync(contracts.Bond, bond, "pausedScopes", [], cancellationToken);
        }
        catch (Exception failure) when (failure is ChainRefusedException or FormatException)
        {
            return null;
        }
    }

    private static string Of(int scope) => scope switch
    {
        Transfers => "transfers",
        Coupons => "coupons",
        Redemption => "redemption",
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };
}
