using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Node;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Outbox;

/// <summary>
/// Carries planned transactions to the chain. The nonce is kept before signing and the signed bytes before sending, so
/// a crash at any point leads to the same bytes being sent again, never to a second transaction.
/// </summary>
public sealed class Sender(
    IChainNode node, ChainSettings settings, Incidents incidents, IDbContextFactory<PortalContext> contexts)
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
        var waiting = await portal.ChainTransactions
            .Where(row => row.State == ChainTransactionState.Planned || row.State == ChainTransactionState.Sent)
            .OrderBy(row => row.Nonce == null).ThenBy(row => row.Nonce).ThenBy(row => row.Id)
            .Take(TransactionsPerRunMax)
            .ToListAsync(cancellationToken);
        await GiveNoncesAsync(portal, waiting, cancellationToken);
        foreach (var row in waiting)
        {
            if (row.State == ChainTransactionState.Planned)
            {
                if (!await SignAndSendAsync(portal, row, raise: null, newest, now, cancellationToken)) break;
                steps++;
            }
            else if (await LookAfterAsync(portal, row, newest, now, cancellationToken))
            {
                steps++;
            }
        }

        return steps;
    }

    private async Task<int> ConfirmAsync(PortalContext portal, long newest, CancellationToken cancellationToken) =>
        await portal.ChainTransactions
            .Where(row => row.State == ChainTransactionState.Mined
                && row.BlockNumber <= newest - settings.ConfirmationsMin)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, ChainTransactionState.Confirmed), cancellationToken);

    private async Task GiveNoncesAsync(
        PortalContext portal, List<ChainTransactionRow> waiting, CancellationToken cancellationToken)
    {
        var without = waiting.Where(row => row.Nonce is null).ToList();
        if (without.Count == 0) return;
        var ours = await portal.ChainTransactions
            .Where(row => row.Sender == settings.Sender)
            .MaxAsync(row => row.Nonce, cancellationToken);
        // Where the chain is ahead of us somebody else used the key: our numbers go on after his.
        var next = Math.Max(ours + 1 ?? 0, await node.NonceAsync(settings.Sender, null, cancellationToken));
        foreach (var row in without)
        {
            row.Nonce = next++;
            if (row.Recipient is null) NameContract(portal, row, row.Nonce.Value);
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

    /// <returns>
    /// False when nothing could be signed: what comes after it must wait, or its nonce would be a gap.
    /// </returns>
    private async Task<bool> SignAndSendAsync(
        PortalContext portal, ChainTransactionRow row, ChainFees? raise, long newest, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var fees = settings.Capped(raise ?? await node.FeesAsync(cancellationToken));
        var unsigned = new UnsignedTransaction(
            settings.ChainId, row.Sender, row.Recipient, row.Nonce!.Value, row.GasLimit, fees, row.Content);
        byte[] bytes;
        try
        {
            bytes = await node.SignAsync(unsigned, cancellationToken);
            await incidents.ResolveAsync(ChainIncidentKind.SignerRefused, "", now, cancellationToken);
        }
        catch (ChainRefusedException refusal)
        {
            await incidents.ReportAsync(
                ChainIncidentKind.SignerRefused, "", $"{row.Intent}: {refusal.Message}", now, cancellationToken);
            return false;
        }

        row.State = ChainTransactionState.Sent;
        portal.ChainSends.Add(new ChainSendRow
        {
            Hash = Hex.Of(Keccak256.Hash(bytes)),
            TransactionId = row.Id,
            Bytes = bytes,
            MaxFeeWei = fees.MaxFeeWei,
            PriorityWei = fees.PriorityWei,
            FirstSentBlock = newest,
            LastSentBlock = newest,
        });
        await portal.SaveChangesAsync(cancellationToken);
        await HandOverAsync(row, bytes, now, cancellationToken);
        return true;
    }

    /// <returns>True when something changed.</returns>
    private async Task<bool> LookAfterAsync(
        PortalContext portal, ChainTransactionRow row, long newest, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var sends = await portal.ChainSends.Where(send => send.TransactionId == row.Id)
            .OrderBy(send => send.FirstSentBlock).ThenBy(send => send.MaxFeeWei)
            .ToListAsync(cancellationToken);
        foreach (var send in sends)
        {
            if (await node.ReceiptAsync(send.Hash, cancellationToken) is { } receipt)
                return await NoteMinedAsync(portal, row, receipt, now, cancellationToken);
        }

        var last = sends[^1];
        if (newest - last.LastSentBlock < settings.PatienceBlocks) return false;
        if (await IsNonceTakenAsync(row, newest, cancellationToken))
            return await StartOverAsync(portal, row, now, cancellationToken);
        if (newest - last.FirstSentBlock < 2 * settings.PatienceBlocks || sends.Count >= VersionsMax)
        {
            if (sends.Count >= VersionsMax)
            {
                await incidents.ReportAsync(
                    ChainIncidentKind.TransactionStuck, row.Intent, $"nonce {row.Nonce}", now, cancellationToken);
            }

            last.LastSentBlock = newest;
            await portal.SaveChangesAsync(cancellationToken);
            await HandOverAsync(row, last.Bytes, now, cancellationToken);
            return true;
        }

        // A node takes a second version of a nonce only for a tenth more; an eighth is enough and rounds safely.
        var raised = new ChainFees(
            last.MaxFeeWei + (last.MaxFeeWei / 8) + 1, last.PriorityWei + (last.PriorityWei / 8) + 1);
        return await SignAndSendAsync(portal, row, raised, newest, now, cancellationToken);
    }

    private async Task<bool> NoteMinedAsync(
        PortalContext portal, ChainTransactionRow row, ChainReceipt receipt, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        // Only a block we followed counts, so that following back takes the transaction back with it.
        var isFollowed = await portal.ChainBlocks.AnyAsync(
            block => block.Number == receipt.BlockNumber && block.Hash == receipt.BlockHash, cancellationToken);
        if (!isFollowed) return false;
        row.State = receipt.Succeeded ? ChainTransactionState.Mined : ChainTransactionState.Reverted;
        row.BlockNumber = receipt.BlockNumber;
        row.BlockHash = receipt.BlockHash;
        row.TransactionHash = receipt.Hash;
        await portal.SaveChangesAsync(cancellationToken);
        await incidents.ResolveAsync(ChainIncidentKind.TransactionStuck, row.Intent, now, cancellationToken);
        if (!receipt.Succeeded)
        {
            await incidents.ReportAsync(
                ChainIncidentKind.TransactionReverted, row.Intent, receipt.Hash, now, cancellationToken);
        }

        return true;
    }

    /// <summary>Asked of a block deep enough that the answer is final.</summary>
    private async Task<bool> IsNonceTakenAsync(
        ChainTransactionRow row, long newest, CancellationToken cancellationToken)
    {
        var final = newest - settings.ConfirmationsMin;
        return final >= 0 && await node.NonceAsync(row.Sender, final, cancellationToken) > row.Nonce;
    }

    private async Task<bool> StartOverAsync(
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
        return true;
    }

    private async Task HandOverAsync(
        ChainTransactionRow row, byte[] bytes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await node.SendAsync(bytes, cancellationToken);
        }
        catch (ChainRefusedException refusal)
        {
            // The bytes are kept and sent again; a refusal that lasts shows as a transaction that is stuck.
            await incidents.ReportAsync(
                ChainIncidentKind.TransactionStuck, row.Intent, refusal.Message, now, cancellationToken);
        }
    }
}
