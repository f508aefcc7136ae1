using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CitizenBonds.Application.Identity;

/// <summary>
/// A key as a program presents it: "cbk_", 32 hexadecimal digits that name it, "_", and 256 random bits in base 64.
/// </summary>
public readonly record struct ApiKeyText(Guid Id, string Secret)
{
    private const string Start = "cbk_";
    private const int SecretBytes = 32;
    private const int IdLength = 32;
    private const int Length = 4 + IdLength + 1 + 43;

    public static ApiKeyText New(Guid id) =>
        new(id, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <returns>Null when the text is not of this shape.</returns>
    public static ApiKeyText? Read(string text)
    {
        if (text.Length != Length || !text.StartsWith(Start, StringComparison.Ordinal)) return null;
        if (text[Start.Length + IdLength] != '_') return null;
        return Guid.TryParseExact(text.AsSpan(Start.Length, IdLength), "N", out var id)
            ? new ApiKeyText(id, text[(Start.Length + IdLength + 1)..])
            : null;
    }

    public byte[] Digest() => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    public override string ToString() => $"{Start}{Id:N}_{Secret}";
}
