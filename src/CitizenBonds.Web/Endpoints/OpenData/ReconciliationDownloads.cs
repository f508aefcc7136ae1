using System.Text.Json;
using CitizenBonds.Chain;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>Ledger and chain side by side as a file, for whoever compares them with a node of their own.</summary>
internal static class ReconciliationDownloads
{
    public static async Task ServeAsync(HttpContext http, ReconciliationQueries queries)
    {
        if (await queries.FindAsync(http.RequestAborted) is not { } view)
        {
            await OpenDataResponse.NotFoundAsync(http);
            return;
        }

        var file = new
        {
            view.ChainId,
            FollowedBlock = view.Followed,
            view.BlocksBehind,
            PortalAccount = view.Portal,
            view.SeenAt,
            view.YenSetAside,
            view.YenInWallets,
            Series = view.Lines.Select(line => new
            {
                line.Isin,
                line.Contract,
                Block = line.Books?.BlockNumber,
                line.Books?.CheckedAt,
                line.Books?.LedgerSupply,
                line.Books?.ChainSupply,
                line.Books?.LedgerOutside,
                line.Books?.ChainOutside,
                line.Books?.Leaving,
                line.Books?.Arriving,
                line.Books?.Burning,
                line.Books?.BurningOutside,
                line.Books?.OutsideDifference,
                line.Books?.SupplyDifference,
            }),
            Incidents = view.Open.Select(incident => new
            {
                Kind = incident.Kind.ToString(), incident.Subject, incident.FirstSeenAt,
            }),
        };
        await OpenDataResponse.WriteBytesAsync(
            http, OpenDataResponse.Json, neverChanges: false,
            JsonSerializer.SerializeToUtf8Bytes(file, LedgerJson.Options));
    }
}
