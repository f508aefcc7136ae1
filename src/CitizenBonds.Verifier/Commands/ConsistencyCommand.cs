using CitizenBonds.Domain.Ledger;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>consistency</c>: that a later ledger only adds to an earlier one.</summary>
internal static class ConsistencyCommand
{
    public static VerifierCommand Definition { get; } = new(
        "consistency",
        "check that a later ledger only adds to an earlier one",
        """
        In:  --proof FILE: {"old_size","old_root","new_size","new_root","path":[...]}, hashes in
        hexadecimal. Compare the old root with the one you kept. RFC 6962. Exit code 1: not proven.
        """,
        "citizenbonds-verify consistency --proof consistency.json",
        ["proof"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        context.Options.Require("proof");
        var proof = BoundedText.ReadJson<ConsistencyProof>(
            context.OpenInput("proof"), LedgerJson.Options, InclusionCommand.ProofBytesMax);
        return proof.IsVerified()
            ? CommandResult.Done($"verified, {proof.NewSize} transfers begin with the {proof.OldSize} of the old root")
            : CommandResult.Disagrees($"{proof.NewSize} transfers are not proven to begin with the {proof.OldSize}");
    }
}
