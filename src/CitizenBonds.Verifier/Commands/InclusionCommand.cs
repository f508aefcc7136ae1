using System.Text.Json;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>inclusion</c>: that a transfer is in the ledger.</summary>
internal static class InclusionCommand
{
    internal const int ProofBytesMax = 1 << 20;

    public static VerifierCommand Definition { get; } = new(
        "inclusion",
        "check that a transfer is in the ledger",
        """
        In:  --proof FILE: {"index","size","leaf_hash","path":[...],"root"}, hashes in hexadecimal.
        With a member "transfer" (as in the export) its own hash must be the leaf's as well.
        Compare the root with one you trust. RFC 6962. Exit code 1: not proven.
        """,
        "citizenbonds-verify inclusion --proof inclusion.json",
        ["proof"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        context.Options.Require("proof");
        var proof = BoundedText.ReadJson<InclusionProof>(context.OpenInput("proof"), LedgerJson.Options, ProofBytesMax);
        if (proof.Transfer is { } transfer && HashOf(transfer) is var leaf && leaf != proof.LeafHash)
            return CommandResult.Disagrees($"the transfer's leaf is {leaf}, not {proof.LeafHash}");
        return proof.IsVerified()
            ? CommandResult.Done($"verified, leaf {proof.Index} of {proof.Size} under root {proof.Root}")
            : CommandResult.Disagrees($"leaf {proof.Index} of {proof.Size} is not proven under root {proof.Root}");
    }

    private static Hash256 HashOf(JsonElement transfer)
    {
        try
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(transfer);
            return TransferLeaf.Hash(LedgerLineReader.ReadTransfer(bytes));
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw new BadInputException($"transfer: {failure.Message}");
        }
    }
}
