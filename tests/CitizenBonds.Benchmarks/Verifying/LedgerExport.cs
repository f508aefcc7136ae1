using System.Buffers;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Benchmarks.Verifying;

/// <summary>A true export of any size: deposits, then payments among a thousand accounts, in blocks of 500.</summary>
internal static class LedgerExport
{
    private const int Accounts = 1_000;
    private const int TransfersPerBlock = 500;
    private const long Deposit = 1_000_000_000;
    private static readonly DateTimeOffset Start = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(string folder, int transfers)
    {
        var (debits, credits) = (new long[Accounts + 1], new long[Accounts + 1]);
        var output = new ArrayBufferWriter<byte>();
        using var lines = new LedgerLineWriter(output);
        using var transferFile = File.Create(Path.Combine(folder, "transfers.ndjson"));
        using var blockFile = File.Create(Path.Combine(folder, "blocks.ndjson"));
        var random = new Random(1);
        var tree = new MerkleFrontier();
        var leaves = new List<Hash256>();
        LedgerBlock? last = null;
        for (var id = 1; id <= transfers; id++)
        {
            var transfer = id < Accounts ? FirstDeposit(id) : Payment(id, random);
            debits[transfer.Debit] += transfer.Amount;
            credits[transfer.Credit] += transfer.Amount;
            lines.Write(transfer);
            leaves.Add(TransferLeaf.Hash(transfer));
            if (leaves.Count < TransfersPerBlock) continue;
            Flush(output, transferFile);
            last = LedgerBlock.Seal(last, leaves, tree, transfer.BookedAt);
            lines.Write(last);
            Flush(output, blockFile);
            leaves.Clear();
        }
        Flush(output, transferFile);
        for (var id = 1; id <= Accounts; id++)
        {
            var kind = id == 1 ? AccountKind.BankOmnibus : AccountKind.Cash;
            lines.Write(new ExportedAccount(id, $"A-{id:D6}", kind, 1, debits[id], credits[id], kind.MayGoNegative()));
        }
        using var accountFile = File.Create(Path.Combine(folder, "accounts.ndjson"));
        Flush(output, accountFile);
    }

    private static LedgerTransfer FirstDeposit(int id) =>
        new(id, 1, id + 1, Deposit, 1, LedgerReason.Deposit, $"deposit:{id}", Start);

    private static LedgerTransfer Payment(int id, Random random)
    {
        var from = 2 + random.Next(Accounts - 1);
        var to = 2 + ((from - 1 + random.Next(Accounts - 2)) % (Accounts - 1));
        if (to == from) to = 2 + ((from - 1) % (Accounts - 1));
        return new(
            id, from, to, 1 + random.Next(1_000), 1, LedgerReason.TradeCash, $"trade:{id}", Start.AddMicroseconds(id));
    }

    private static void Flush(ArrayBufferWriter<byte> output, FileStream file)
    {
        file.Write(output.WrittenSpan);
        output.Clear();
    }
}
