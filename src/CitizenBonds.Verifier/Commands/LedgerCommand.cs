using System.Globalization;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>ledger</c>: the whole public ledger, recomputed.</summary>
internal static class LedgerCommand
{
    private const int AnchorsMax = 1_000_000;

    public static VerifierCommand Definition { get; } = new(
        "ledger",
        "recompute an exported ledger: links, roots, balances, sums, supply, gapless ids",
        """
        In:  --export DIR with accounts.ndjson, transfers.ndjson, blocks.ndjson and, if there,
        anchors.ndjson; one JSON object a line:
          accounts   id, pseudonym, kind, asset, debits, credits, may_go_negative
          transfers  id, debit, credit, amount, asset, reason, reference, booked_at
          blocks     height, first_id, count, previous_hash, merkle_root, tree_root, sealed_at, hash
          anchors    height, hash
        Exit code 1: the first thing that does not agree, and where.
        """,
        "citizenbonds-verify ledger --export ledger-2026-11-21",
        ["export"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        var folder = context.Options.Require("export");
        var audit = new LedgerAudit();
        var anchors = new Dictionary<long, Hash256>();
        if (File.Exists(Path.Combine(folder, "anchors.ndjson"))) ReadAnchors(folder, anchors);
        var finding = CheckAccounts(folder, audit) ?? CheckTransfers(folder, audit, anchors, context.Progress);
        return finding is null
            ? CommandResult.Done(string.Create(
                CultureInfo.InvariantCulture,
                $"agrees, {audit.Accounts:N0} accounts, {audit.Transfers:N0} transfers, {audit.Blocks:N0} blocks, "
                + $"{audit.Unsealed:N0} not sealed yet"))
            : CommandResult.Disagrees($"does not agree, {finding}");
    }

    private static LedgerFinding? CheckAccounts(string folder, LedgerAudit audit)
    {
        using var lines = new ExportFile(folder, "accounts.ndjson");
        while (lines.Read())
            if (audit.AddAccount(lines.Parse(LedgerLineReader.ReadAccount)) is { } finding) return finding;
        return null;
    }

    private static LedgerFinding? CheckTransfers(
        string folder, LedgerAudit audit, Dictionary<long, Hash256> anchors, Progress progress)
    {
        using var transfers = new ExportFile(folder, "transfers.ndjson");
        using var blocks = new ExportFile(folder, "blocks.ndjson");
        while (blocks.Read())
        {
            var stated = blocks.Parse(LedgerLineReader.ReadBlock);
            var finding = AddTransfers(transfers, audit, stated.Block.Count, progress)
                ?? audit.CloseBlock(stated)
                ?? CheckAnchor(anchors, stated);
            if (finding is not null) return finding;
        }
        if (anchors.Count > 0)
            return new(LedgerFault.AnchorDiffers, "anchor", anchors.Keys.Min(), "there is no such block");
        return AddTransfers(transfers, audit, long.MaxValue, progress) ?? audit.Finish();
    }

    private static LedgerFinding? AddTransfers(ExportFile transfers, LedgerAudit audit, long count, Progress progress)
    {
        for (var added = 0L; added < count && transfers.Read(); added++)
        {
            if (audit.AddTransfer(transfers.Parse(LedgerLineReader.ReadTransfer)) is { } finding) return finding;
            progress.Report(audit.Transfers, "transfers");
        }
        return null;
    }

    private static LedgerFinding? CheckAnchor(Dictionary<long, Hash256> anchors, ExportedBlock stated)
    {
        var height = stated.Block.Height;
        return anchors.Remove(height, out var anchored) && anchored != stated.StatedHash
            ? new(LedgerFault.AnchorDiffers, "anchor", height, $"{anchored} kept, {stated.StatedHash} in the ledger")
            : null;
    }

    private static void ReadAnchors(string folder, Dictionary<long, Hash256> anchors)
    {
        using var lines = new ExportFile(folder, "anchors.ndjson");
        while (lines.Read())
        {
            var anchor = lines.Parse(LedgerLineReader.ReadAnchor);
            if (anchors.Count == AnchorsMax) throw lines.Error($"more than {AnchorsMax} anchors");
            if (!anchors.TryAdd(anchor.Height, anchor.Hash) && anchors[anchor.Height] != anchor.Hash)
                throw lines.Error($"block {anchor.Height} is anchored with two hashes");
        }
    }
}
