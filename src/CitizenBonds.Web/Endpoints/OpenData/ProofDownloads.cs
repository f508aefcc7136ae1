using System.Globalization;
using System.Text.Json;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>Proofs as <c>citizenbonds-verify inclusion</c> and <c>consistency</c> read them.</summary>
internal static class ProofDownloads
{
    public static async Task ServeInclusionAsync(HttpContext http, LedgerProofs proofs, long id)
    {
        var tree = http.Request.Query["tree"].ToString();
        if (tree is not ("" or "ledger" or "block"))
        {
            await OpenDataResponse.RefuseAsync(http, "tree");
            return;
        }

        var proof = tree == "block"
            ? await proofs.InBlockAsync(id, http.RequestAborted)
            : await proofs.InLedgerAsync(id, http.RequestAborted);
        await ServeAsync(http, proof, neverChanges: tree == "block");
    }

    public static async Task ServeConsistencyAsync(HttpContext http, LedgerProofs proofs)
    {
        if (!TrySize(http.Request.Query["from"], out var from) || from is null)
            await OpenDataResponse.RefuseAsync(http, "from");
        else if (!TrySize(http.Request.Query["to"], out var to))
            await OpenDataResponse.RefuseAsync(http, "to");
        else
            await ServeAsync(
                http, await proofs.ConsistencyAsync(from.Value, to, http.RequestAborted), neverChanges: to is not null);
    }

    private static Task ServeAsync<TProof>(HttpContext http, TProof? proof, bool neverChanges)
        where TProof : class =>
        proof is null
            ? OpenDataResponse.NotFoundAsync(http)
            : OpenDataResponse.WriteBytesAsync(
                http, OpenDataResponse.Json, neverChanges,
                JsonSerializer.SerializeToUtf8Bytes(proof, LedgerJson.Options));

    private static bool TrySize(string? text, out long? size)
    {
        size = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)) return false;
        size = parsed;
        return true;
    }
}
