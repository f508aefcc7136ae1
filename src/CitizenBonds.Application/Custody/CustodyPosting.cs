using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;

namespace CitizenBonds.Application.Custody;

/// <summary>Entries that nothing may refuse: what goes back was booked out before.</summary>
internal static class CustodyPosting
{
    public static async Task PostAsync(
        PortalContext portal, NewTransfer transfer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await LedgerWriter.PostAsync(portal, [transfer], now, cancellationToken) is { } shortfall)
        {
            throw new InvalidOperationException(
                $"{transfer.Reference}: account {shortfall.AccountId} lacks {shortfall.Missing}.");
        }
    }
}
