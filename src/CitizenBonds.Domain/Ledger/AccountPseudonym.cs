using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// The public number of an account: twelve letters and digits in three groups, 60 bits of HMAC-SHA256 over the
/// account's id. Nobody without the portal's salt can tell which accounts belong to one person.
/// </summary>
public static class AccountPseudonym
{
    // Crockford's base 32: no I, L, O or U, so it can be read aloud.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 12;

    public static string For(long accountId, ReadOnlySpan<byte> salt)
    {
        Span<byte> id = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(id, accountId);
        var bits = BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(salt, id));
        Span<char> text = stackalloc char[Letters + 2];
        for (int i = 0, at = 0; i < Letters; i++, at++)
        {
            if (i is 4 or 8) text[at++] = '-';
            text[at] = Alphabet[(int)((bits >> (59 - (5 * i))) & 31)];
        }

        return new string(text);
    }
}
