using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CitizenBonds.Data;
using CitizenBonds.Data.Time;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// The seed of a sale's draw: HMAC-SHA256 of the issue under a key of the portal. Its commitment is published when the
/// sale is announced, the seed itself with the allotment.
/// </summary>
public static class DrawSecret
{
    public static Task<byte[]> ForIssueAsync(
        PortalContext portal, long issueId, CancellationToken cancellationToken) =>
        ForAsync(portal, string.Create(CultureInfo.InvariantCulture, $"issue {issueId}"), cancellationToken);

    /// <summary>Of the retail leg of a reverse auction.</summary>
    /// <param name="number">The programme and the auction's number within it.</param>
    public static Task<byte[]> ForBuybackAsync(
        PortalContext portal, string number, CancellationToken cancellationToken) =>
        ForAsync(portal, $"buyback {number}", cancellationToken);

    private static async Task<byte[]> ForAsync(
        PortalContext portal, string what, CancellationToken cancellationToken)
    {
        var key = await PortalSecrets.ReadAsync(portal, PortalSecrets.DrawKey, cancellationToken);
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(what));
    }
}
