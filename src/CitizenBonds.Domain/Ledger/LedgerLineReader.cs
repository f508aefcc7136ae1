namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// Reads the lines <see cref="LedgerLineWriter"/> writes. Members may come in any order, unknown ones are passed over,
/// a missing one or one given twice is refused.
/// </summary>
public static class LedgerLineReader
{
    private static readonly Dictionary<string, LedgerReason> ReasonByName =
        Enum.GetValues<LedgerReason>().ToDictionary(reason => reason.ToString(), StringComparer.Ordinal);

    private static readonly Dictionary<string, AccountKind> KindByName =
        Enum.GetValues<AccountKind>().ToDictionary(kind => kind.ToString(), StringComparer.Ordinal);

    /// <exception cref="FormatException">Not one JSON object with all members of a transfer; the message names the
    /// member.</exception>
    public static LedgerTransfer ReadTransfer(ReadOnlySpan<byte> utf8Line)
    {
        var line = new LineFields(utf8Line);
        long id = 0, debit = 0, credit = 0, amount = 0, asset = 0;
        var reason = LedgerReason.Deposit;
        var reference = "";
        var bookedAt = DateTimeOffset.UnixEpoch;
        while (line.Next())
        {
            if (line.Is("id"u8, 0)) id = line.Long();
            else if (line.Is("debit"u8, 1)) debit = line.Long();
            else if (line.Is("credit"u8, 2)) credit = line.Long();
            else if (line.Is("amount"u8, 3)) amount = line.Long();
            else if (line.Is("asset"u8, 4)) asset = line.Long();
            else if (line.Is("reason"u8, 5)) reason = line.Named(ReasonByName);
            else if (line.Is("reference"u8, 6)) reference = line.Text();
            else if (line.Is("booked_at"u8, 7)) bookedAt = line.Moment();
            else line.Skip();
        }
        line.RequireAll("id", "debit", "credit", "amount", "asset", "reason", "reference", "booked_at");
        return new(id, debit, credit, amount, asset, reason, reference, bookedAt);
    }

    /// <exception cref="FormatException">Not one JSON object with all members of an account; the message names the
    /// member.</exception>
    public static ExportedAccount ReadAccount(ReadOnlySpan<byte> utf8Line)
    {
        var line = new LineFields(utf8Line);
        long id = 0, asset = 0, debits = 0, credits = 0;
        var pseudonym = "";
        var kind = AccountKind.Cash;
        var mayGoNegative = false;
        while (line.Next())
        {
            if (line.Is("id"u8, 0)) id = line.Long();
            else if (line.Is("pseudonym"u8, 1)) pseudonym = line.Text();
            else if (line.Is("kind"u8, 2)) kind = line.Named(KindByName);
            else if (line.Is("asset"u8, 3)) asset = line.Long();
            else if (line.Is("debits"u8, 4)) debits = line.Long();
            else if (line.Is("credits"u8, 5)) credits = line.Long();
            else if (line.Is("may_go_negative"u8, 6)) mayGoNegative = line.Bool();
            else line.Skip();
        }
        line.RequireAll("id", "pseudonym", "kind", "asset", "debits", "credits", "may_go_negative");
        return new(id, pseudonym, kind, asset, debits, credits, mayGoNegative);
    }

    /// <exception cref="FormatException">Not one JSON object with all members of a block; the message names the
    /// member.</exception>
    public static ExportedBlock ReadBlock(ReadOnlySpan<byte> utf8Line)
    {
        var line = new LineFields(utf8Line);
        long height = 0, firstId = 0, count = 0;
        Hash256 previous = default, merkle = default, tree = default, hash = default;
        var sealedAt = DateTimeOffset.UnixEpoch;
        while (line.Next())
        {
            if (line.Is("height"u8, 0)) height = line.Long();
            else if (line.Is("first_id"u8, 1)) firstId = line.Long();
            else if (line.Is("count"u8, 2)) count = line.Long();
            else if (line.Is("previous_hash"u8, 3)) previous = line.Hash();
            else if (line.Is("merkle_root"u8, 4)) merkle = line.Hash();
            else if (line.Is("tree_root"u8, 5)) tree = line.Hash();
            else if (line.Is("sealed_at"u8, 6)) sealedAt = line.Moment();
            else if (line.Is("hash"u8, 7)) hash = line.Hash();
            else line.Skip();
        }
        line.RequireAll(
            "height", "first_id", "count", "previous_hash", "merkle_root", "tree_root", "sealed_at", "hash");
        var block = new LedgerBlock
        {
            Height = height,
            PreviousHash = previous,
            FirstId = firstId,
            Count = count,
            MerkleRoot = merkle,
            TreeRoot = tree,
            SealedAt = sealedAt,
        };
        return new(block, hash);
    }

    /// <exception cref="FormatException">Not one JSON object with all members of an anchor; the message names the
    /// member.</exception>
    public static ExportedAnchor ReadAnchor(ReadOnlySpan<byte> utf8Line)
    {
        var line = new LineFields(utf8Line);
        var height = 0L;
        Hash256 hash = default;
        while (line.Next())
        {
            if (line.Is("height"u8, 0)) height = line.Long();
            else if (line.Is("hash"u8, 1)) hash = line.Hash();
            else line.Skip();
        }
        line.RequireAll("height", "hash");
        return new(height, hash);
    }
}
