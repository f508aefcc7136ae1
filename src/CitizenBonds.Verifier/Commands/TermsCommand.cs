using System.Text.Json;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>terms</c>: that published terms are the ones a bond was issued under.</summary>
internal static class TermsCommand
{
    private const int TermsBytesMax = 4 << 20;

    public static VerifierCommand Definition { get; } = new(
        "terms",
        "check a bond's published terms against their hash",
        """
        In:  --file TERMS.json, any JSON; --hash, 64 hexadecimal digits.
        The hash is the SHA-256 of the canonical form: members sorted by name, no white space,
        UTF-8, numbers as written, only the escapes JSON demands. Exit code 1: another hash.
        """,
        "citizenbonds-verify terms --file terms.json "
            + "--hash 30e2083f7407dfa82050cd7aa25df861c855626c86f48800211dbca7dd29179a",
        ["file", "hash"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        var stated = Hash256.FromHex(context.Options.Require("hash"))
            ?? throw new BadInputException("option --hash is not 64 hexadecimal digits");
        context.Options.Require("file");
        var terms = BoundedText.ReadBytes(context.OpenInput("file"), TermsBytesMax);
        var computed = HashOf(terms);
        return computed == stated
            ? CommandResult.Done($"verified, {computed}")
            : CommandResult.Disagrees($"the terms hash to {computed}, not to {stated}");
    }

    private static Hash256 HashOf(ReadOnlyMemory<byte> terms)
    {
        try
        {
            return TermsHash.Of(terms);
        }
        catch (JsonException failure)
        {
            throw new BadInputException((failure.LineNumber ?? 0) + 1, null, failure.Message);
        }
    }
}
