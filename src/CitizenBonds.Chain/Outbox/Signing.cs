using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Node;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;

namespace CitizenBonds.Chain.Outbox;

/// <summary>
/// Has transactions signed, keeps the bytes of all of them in one go, and hands them over in one request.
/// </summary>
public sealed class Signing(IChainNode node, ChainSettings settings, Incidents incidents)
{
    /// <param name="wanted">With their nonces, in the order in which they are to be sent.</param>
    /// <returns>How many were signed and kept.</returns>
    public async Task<int> SignAndSendAsync(
        PortalContext portal, IReadOnlyList<(ChainTransactionRow Row, ChainFees Fees)> wanted, long newest,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0) return 0;
        var answers = await node.SignAllAsync(
            [
                .. wanted.Select(one => new UnsignedTransaction(
                    settings.ChainId, one.Row.Sender, one.Row.Recipient, one.Row.Nonce!.Value, one.Row.GasLimit,
                    one.Fees, one.Row.Content)),
            ],
            cancellationToken);
        // What comes after an unsigned one of the same account must wait, or its nonce would be a gap.
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        var signed = new List<(ChainTransactionRow Row, byte[] Bytes)>(wanted.Count);
        foreach (var ((row, fees), answer) in wanted.Zip(answers))
        {
            if (held.ContainsKey(row.Sender)) continue;
            if (answer.Bytes is not { } bytes)
            {
                held.Add(row.Sender, $"{row.Intent}: {answer.Refusal?.Message}");
                continue;
            }

            row.State = ChainTransactionState.Sent;
            portal.ChainSends.Add(SendOf(row, fees, bytes, newest));
            signed.Add((row, bytes));
        }

        await portal.SaveChangesAsync(cancellationToken);
        await NoteRefusalsAsync(wanted, held, now, cancellationToken);
        await HandOverAsync(signed, now, cancellationToken);
        return signed.Count;
    }

    /// <summary>The same bytes once more.</summary>
    public async Task SendAgainAsync(
        PortalContext portal, IReadOnlyList<(ChainTransactionRow Row, ChainSendRow Send)> late, long newest,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (late.Count == 0) return;
        foreach (var (_, send) in late) send.LastSentBlock = newest;
        await portal.SaveChangesAsync(cancellationToken);
        await HandOverAsync([.. late.Select(one => (one.Row, one.Send.Bytes))], now, cancellationToken);
    }

    private static ChainSendRow SendOf(ChainTransactionRow row, ChainFees fees, byte[] bytes, long newest) => new()
    {
        Hash = Hex.Of(Keccak256.Hash(bytes)),
        TransactionId = row.Id,
        Bytes = bytes,
        MaxFeeWei = fees.MaxFeeWei,
        PriorityWei = fees.PriorityWei,
        FirstSentBlock = newest,
        LastSentBlock = newest,
    };

    private async Task NoteRefusalsAsync(
        IReadOnlyList<(ChainTransactionRow Row, ChainFees Fees)> wanted, Dictionary<string, string> held,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var account in wanted.Select(one => one.Row.Sender).Distinct())
        {
            var name = settings.Accounts.NameOf(account);
            if (held.TryGetValue(account, out var reason))
                await incidents.ReportAsync(ChainIncidentKind.SignerRefused, name, reason, now, cancellationToken);
            else
                await incidents.ResolveAsync(ChainIncidentKind.SignerRefused, name, now, cancellationToken);
        }
    }

    private async Task HandOverAsync(
        List<(ChainTransactionRow Row, byte[] Bytes)> signed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (signed.Count == 0) return;
        var refusals = await node.SendAllAsync(signed.ConvertAll(one => one.Bytes), cancellationToken);
        foreach (var ((row, _), refusal) in signed.Zip(refusals))
        {
            if (refusal is null) continue;
            // The bytes are kept and sent again; a refusal that lasts shows as a transaction that is stuck.
            await incidents.ReportAsync(
                ChainIncidentKind.TransactionStuck, row.Intent, refusal.Message, now, cancellationToken);
        }
    }
}
