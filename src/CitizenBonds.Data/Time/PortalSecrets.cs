using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data.Time;

/// <summary>
/// Random values made once for a database. The demonstration hands in fixed ones, so that it can be rebuilt alike.
/// </summary>
public static class PortalSecrets
{
    public const string PseudonymSalt = "pseudonym-salt";
    public const string DrawKey = "draw-key";
    private const int Length = 32;

    /// <param name="fixedSeed">Null outside the demonstration.</param>
    public static async Task EnsureAsync(PortalContext portal, byte[]? fixedSeed, CancellationToken cancellationToken)
    {
        foreach (var name in (string[])[PseudonymSalt, DrawKey])
        {
            var value = fixedSeed is null
                ? RandomNumberGenerator.GetBytes(Length)
                : HMACSHA256.HashData(fixedSeed, System.Text.Encoding.UTF8.GetBytes(name));
            await portal.Database.ExecuteSqlAsync(
                $"insert into portal.secrets (name, value) values ({name}, {value}) on conflict do nothing",
                cancellationToken);
        }
    }

    public static async Task<byte[]> ReadAsync(
        PortalContext portal, string name, CancellationToken cancellationToken) =>
        await portal.Secrets.Where(row => row.Name == name).Select(row => row.Value).SingleAsync(cancellationToken);
}
