using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;

namespace CitizenBonds.Application.Custody;

/// <summary>Entries for what comes back: it went out before, or somebody moved tokens beside the ledger.</summary>
internal static class CustodyPosting
{
    /// <returns>Null when booked.</returns>
    public static async Task<Refusal?> PostAsync(
        PortalContext portal, NewTransfer transfer, DateTimeOffset now, CancellationToken cancellationToken) =>
        await LedgerWriter.PostAsync(portal, [transfer], now, cancellationToken) is { } shortfall
            ? Refusal.Of(CustodyRefusal.BooksDiffer, ("missing", shortfall.Missing))
            : null;
}
