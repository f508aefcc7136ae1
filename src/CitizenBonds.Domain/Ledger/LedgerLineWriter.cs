using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// Writes the lines of the public ledger export, one JSON object each with a line feed: the format of
/// <c>citizenbonds-verify ledger</c>. Members always in the same order, so equal ledgers give equal bytes.
/// </summary>
public sealed class LedgerLineWriter : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly IBufferWriter<byte> _output;
    private readonly Utf8JsonWriter _json;

    public LedgerLineWriter(IBufferWriter<byte> output)
    {
        _output = output;
        _json = new Utf8JsonWriter(output, Options);
    }

    public void Write(in LedgerTransfer transfer)
    {
        _json.WriteStartObject();
        _json.WriteNumber("id"u8, transfer.Id);
        _json.WriteNumber("debit"u8, transfer.Debit);
        _json.WriteNumber("credit"u8, transfer.Credit);
        _json.WriteNumber("amount"u8, transfer.Amount);
        _json.WriteNumber("asset"u8, transfer.Asset);
        _json.WriteString("reason"u8, transfer.Reason.ToString());
        _json.WriteString("reference"u8, transfer.Reference);
        _json.WriteString("booked_at"u8, UnixMicroseconds.ToText(transfer.BookedAt));
        EndLine();
    }

    public void Write(in ExportedAccount account)
    {
        _json.WriteStartObject();
        _json.WriteNumber("id"u8, account.Id);
        _json.WriteString("pseudonym"u8, account.Pseudonym);
        _json.WriteString("kind"u8, account.Kind.ToString());
        _json.WriteNumber("asset"u8, account.Asset);
        _json.WriteNumber("debits"u8, account.Debits);
        _json.WriteNumber("credits"u8, account.Credits);
        _json.WriteBoolean("may_go_negative"u8, account.MayGoNegative);
        EndLine();
    }

    public void Write(LedgerBlock block)
    {
        _json.WriteStartObject();
        _json.WriteNumber("height"u8, block.Height);
        _json.WriteNumber("first_id"u8, block.FirstId);
        _json.WriteNumber("count"u8, block.Count);
        _json.WriteString("previous_hash"u8, block.PreviousHash.ToString());
        _json.WriteString("merkle_root"u8, block.MerkleRoot.ToString());
        _json.WriteString("tree_root"u8, block.TreeRoot.ToString());
        _json.WriteString("sealed_at"u8, UnixMicroseconds.ToText(block.SealedAt));
        _json.WriteString("hash"u8, block.Hash().ToString());
        EndLine();
    }

    public void Write(in ExportedAnchor anchor)
    {
        _json.WriteStartObject();
        _json.WriteNumber("height"u8, anchor.Height);
        _json.WriteString("hash"u8, anchor.Hash.ToString());
        EndLine();
    }

    public void Dispose() => _json.Dispose();

    private void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        _output.Write("\n"u8);
        _json.Reset();
    }
}
