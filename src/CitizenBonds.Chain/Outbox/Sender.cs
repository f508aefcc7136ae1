using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Node;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Outbox;

/// <summary>
/// Carries planned transactions to the chain. The nonce is kept before signing and the signed bytes before sending, so
/// a crash at any point leads to the same bytes being sent again, never to a second transaction. Several blocks' worth
/// are on their way at once; the follower tells which of them a block has taken.
/// </summary>
public sealed class Sender(
    IChainNode node, ChainSettings settings, Signing signing, Incidents incidents,
    IDbContextFactory<PortalContext> contexts)
{
    private const int TransactionsPerRunMax = 100;
    private const int VersionsMax = 6;

    /// <returns>How many transactions came a step further.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var head = await portal.ChainBlocks.MaxAsync(row => (long?)row.Number, cancellationToken);
        if (head is not { } newest) return 0;
        var steps = await ConfirmAsync(portal, newest, cancellationToken);
        steps += await SendNewAsync(portal, newest, now, cancellationToken);
        return steps + await LookAfterAsync(portal, newest, now, cancellationToken);
    }

    private async Task<int> ConfirmAsync(PortalContext portal, long newest, CancellationToken cancellationToken) =>
        await portal.ChainTransactions
            .Where(row => row.State == ChainTransactionState.Mined
                && row.BlockNumber <= newest - settings.ConfirmationsMin)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, ChainTransactionState.Confirmed), cancellationToken);

    private async Task<int> SendNewAsync(
        PortalContext portal, long newest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var planned = await portal.ChainTransactions
            .Where(row => row.State == ChainTransactionState.Planned)
            .OrderBy(row => row.Nonce == null).ThenBy(row => row.Nonce).ThenBy(row => row.Id)
            .Take(TransactionsPerRunMax)
            .ToListAsync(cancellationToken);
        if (planned.Count == 0) return 0;
        await GiveNoncesAsync(portal, planned, cancellationToken);
        var fees = settings.Capped(await node.FeesAsync(cancellationToken));
        return await signing.SignAndSendAsync(
            portal, planned.ConvertAll(row => (row, fees)), newest, now, cancellationToken);
    }

    private async Task GiveNoncesAsync(
        PortalContext portal, List<ChainTransactionRow> planned, CancellationToken cancellationToken)
    {
        foreach (var account in planned.Where(row => row.Nonce is null).GroupBy(row => row.Sender))
        {
            var ours = await portal.ChainTransactions.Where(row => row.Sender == account.Key)
                .MaxAsync(row => row.Nonce, cancellationToken);
            // Where the chain is ahead of us somebody else used the key: our numbers go on after his.
            var next = Math.Max(ours + 1 ?? 0, await node.NonceAsync(account.Key, null, cancellationToken));
            foreach (var row in account)
            {
                row.Nonce = next++;
                if (row.Recipient is null) NameContract(portal, row, row.Nonce.Value);
            }
        }

        await portal.SaveChangesAsync(cancellationToken);
    }

    // Known before anything is sent, so that the follower misses nothing a contract announces.
    private static void NameContract(PortalContext portal, ChainTransactionRow row, long nonce) =>
        portal.ChainContracts.Add(new ChainContractRow
        {
            Name = row.Intent[ChainOutbox.DeployPrefix.Length..],
            Address = ContractAddress.Of(row.Sender, nonce),
            TransactionId = row.Id,
        });

    /// <summary>What has waited too long: sent again, or with a higher fee, or anew when its nonce is gone.</summary>
    private async Task<int> LookAfterAsync(
        PortalContext portal, long newest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var late = newest - settings.PatienceBlocks;
        var rows = await portal.ChainTransactions
            .Where(row => row.State == ChainTransactionState.Sent && portal.ChainSends
                .Where(send => send.TransactionId == row.Id).Max(send => send.LastSentBlock) <= late)
            .OrderBy(row => row.Nonce).ThenBy(row => row.Id)
            .Take(TransactionsPerRunMax)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0) return 0;
        var ids = rows.ConvertAll(row => row.Id);
        var sends = (await portal.ChainSends.Where(send => ids.Contains(send.TransactionId))
            .OrderBy(send => send.FirstSentBlock).ThenBy(send => send.MaxFeeWei)
            .ToListAsync(cancellationToken)).ToLookup(send => send.TransactionId);
        var again = new List<(ChainTransactionRow Row, ChainSendRow Send)>();
        var dearer = new List<(ChainTransactionRow Row, ChainFees Fees)>();
        var final = await FinalNoncesAsync(rows, newest, cancellationToken);
        foreach (var row in rows)
        {
            var versions = sends[row.Id].ToList();
            var last = versions[^1];
            if (final[row.Sender] > row.Nonce)
            {
                await StartOverAsync(portal, row, now, cancellationToken);
                continue;
            }

            var raised = settings.Capped(Raised(last));
            var isAtLimit = versions.Count >= VersionsMax || raised.MaxFeeWei <= last.MaxFeeWei;
            if (isAtLimit || newest - last.FirstSentBlock < 2 * settings.PatienceBlocks) again.Add((row, last));
            else dearer.Add((row, raised));
            if (!isAtLimit) continue;
            await incidents.ReportAsync(
                ChainIncidentKind.TransactionStuck, row.Intent, $"nonce {row.Nonce}", now, cancellationToken);
        }

        await signing.SendAgainAsync(portal, again, newest, now, cancellationToken);
        await signing.SignAndSendAsync(portal, dearer, newest, now, cancellationToken);
        return rows.Count;
    }

    // A node takes a second version of a nonce only for a tenth more; an eighth is enough and rounds safely.
    private static ChainFees Raised(ChainSendRow last) =>
        new(last.MaxFeeWei + (last.MaxFeeWei / 8) + 1, last.PriorityWei + (last.PriorityWei / 8) + 1);

    /// <summary>The next nonce of each account, of a block deep enough that the answer is final.</summary>
    private async Task<Dictionary<string, long>> FinalNoncesAsync(
        List<ChainTransactionRow> rows, long newest, CancellationToken cancellationToken)
    {
        var final = newest - settings.ConfirmationsMin;
        var nonces = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var account in rows.Select(row => row.Sender).Distinct())
            nonces[account] = final < 0 ? 0 : await node.NonceAsync(account, final, cancellationToken);
        return nonces;
    }

    private async Task StartOverAsync(
        PortalContext portal, ChainTransactionRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await incidents.ReportAsync(
            ChainIncidentKind.NonceTaken, row.Intent, $"nonce {row.Nonce} was used by somebody else", now,
            cancellationToken);
        row.Nonce = null;
        row.State = ChainTransactionState.Planned;
        await portal.ChainContracts.Where(contract => contract.TransactionId == row.Id)
            .ExecuteDeleteAsync(cancellationToken);
        await portal.ChainSends.Where(send => send.TransactionId == row.Id).ExecuteDeleteAsync(cancellationToken);
        await portal.SaveChangesAsync(cancellationToken);
    }
}
