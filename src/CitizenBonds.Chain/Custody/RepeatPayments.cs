using CitizenBonds.Chain.Node;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// A payment the contract refused, for somebody paused it just then: it is made again as soon as the contract would
/// take it. A contract pays each coupon once whatever is asked of it, so asking again pays nothing twice.
/// </summary>
public sealed class RepeatPayments(
    IChainNode node, ChainSettings settings, IDbContextFactory<PortalContext> contexts)
{
    private const string Again = " again";
    private const int AgainMax = 5;
    private const int PerRunMax = 100;

    private static readonly string TooOften = string.Concat(Enumerable.Repeat(Again, AgainMax));

    /// <returns>How many were planned again.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await portal.ChainBlocks.MaxAsync(row => (long?)row.Number, cancellationToken) ?? 0;
        var final = newest - settings.ConfirmationsMin;
        var refused = await portal.ChainTransactions.AsNoTracking()
            .Where(row => row.State == ChainTransactionState.Reverted && row.BlockNumber <= final
                && row.Intent.StartsWith(ChainContractRow.BondPrefix)
                && (row.Intent.Contains(" coupon ") || row.Intent.Contains(" redemption "))
                && !row.Intent.EndsWith(TooOften)
                && !portal.ChainTransactions.Any(later => later.Intent == row.Intent + Again))
            .OrderBy(row => row.Id)
            .Take(PerRunMax)
            .ToListAsync(cancellationToken);
        var done = 0;
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in refused)
        {
            var series = string.Join(' ', row.Intent.Split(' ').Take(2));
            // What follows of the same series may rest on it.
            if (waiting.Contains(series) || !await WouldPassAsync(row, cancellationToken))
            {
                waiting.Add(series);
                continue;
            }

            await portal.Database.ExecuteSqlAsync(
                $"""
                insert into portal.chain_transactions (intent, sender, recipient, content, gas_limit, planned_at)
                select intent || {Again}, sender, recipient, content, gas_limit, {now.UtcDateTime}
                from portal.chain_transactions where id = {row.Id}
                on conflict (intent) do nothing
                """,
                cancellationToken);
            done++;
        }

        return done;
    }

    private async Task<bool> WouldPassAsync(ChainTransactionRow row, CancellationToken cancellationToken)
    {
        try
        {
            await node.CallAsync(row.Recipient!, row.Content, cancellationToken, from: row.Sender); // It calls.
            return true;
        }
        catch (ChainRefusedException)
        {
            return false;
        }
    }
}
