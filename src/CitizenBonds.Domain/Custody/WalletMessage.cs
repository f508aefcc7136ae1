using System.Globalization;

namespace CitizenBonds.Domain.Custody;

/// <summary>
/// What a wallet signs to show who holds its key: a message of EIP-4361 with exactly the fields below, version 1.
/// </summary>
/// <param name="Domain">Host and port of the portal that asks.</param>
/// <param name="Address">0x and forty hexadecimal digits, with the capitals of EIP-55.</param>
/// <param name="Statement">One line in plain words.</param>
/// <param name="Uri">The page that asks.</param>
/// <param name="ChainId">The chain the tokens are on.</param>
/// <param name="Nonce">At least eight letters and digits, never used twice.</param>
/// <param name="IssuedAt">Whole seconds, UTC.</param>
/// <param name="ExpiresAt">Whole seconds, UTC; from this moment on it is worth nothing.</param>
public sealed record WalletMessage(
    string Domain, string Address, string Statement, string Uri, long ChainId, string Nonce,
    DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt)
{
    private const string Greeting = " wants you to sign in with your Ethereum account:";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int Lines = 11;
    private const int LengthMax = 2_000;

    /// <summary>The message as it is signed: lines end with a line feed, the last one without.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {Domain}{Greeting}
        {Address}

        {Statement}

        URI: {Uri}
        Version: 1
        Chain ID: {ChainId}
        Nonce: {Nonce}
        Issued At: {TimeOf(IssuedAt)}
        Expiration Time: {TimeOf(ExpiresAt)}
        """).ReplaceLineEndings("\n");

    /// <param name="text">Line ends of any kind, as forms send them.</param>
    /// <returns>Null when it is no message of our form; what is read back is written as it was.</returns>
    public static WalletMessage? Read(string? text)
    {
        if (text is null || text.Length > LengthMax) return null;
        var lines = text.ReplaceLineEndings("\n").Trim().Split('\n');
        if (lines.Length != Lines || !lines[0].EndsWith(Greeting, StringComparison.Ordinal)) return null;
        var chain = After(lines[7], "Chain ID: ");
        if (!long.TryParse(chain, NumberStyles.None, CultureInfo.InvariantCulture, out var chainId)) return null;
        if (ReadTime(After(lines[9], "Issued At: ")) is not { } issued) return null;
        if (ReadTime(After(lines[10], "Expiration Time: ")) is not { } expires) return null;
        var message = new WalletMessage(
            lines[0][..^Greeting.Length], lines[1], lines[3], After(lines[5], "URI: ") ?? "", chainId,
            After(lines[8], "Nonce: ") ?? "", issued, expires);
        // Whatever else stood there would have been signed without being read.
        return message.ToString() == string.Join('\n', lines) ? message : null;
    }

    private static string TimeOf(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string? After(string line, string label) =>
        line.StartsWith(label, StringComparison.Ordinal) ? line[label.Length..] : null;

    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParseExact(
            text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
}
