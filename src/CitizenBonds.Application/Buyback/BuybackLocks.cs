using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <summary>
/// Whatever changes a programme takes its row first, so its steps come one after another. Order of locks: investor,
/// programme, auction, accounts.
/// </summary>
internal static class BuybackLocks
{
    /// <returns>Null when there is no such programme.</returns>
    public static Task<BuybackProgrammeRow?> ProgrammeAsync(
        PortalContext portal, long programmeId, CancellationToken cancellationToken) =>
        portal.BuybackProgrammes
            .FromSql($"select * from portal.buyback_programmes where id = {programmeId} for update")
            .SingleOrDefaultAsync(cancellationToken);

    public static Task<BuybackStepRow?> OpenStepAsync(
        PortalContext portal, long programmeId, CancellationToken cancellationToken) =>
        portal.BuybackSteps.SingleOrDefaultAsync(
            row => row.ProgrammeId == programmeId && row.FinishedAt == null, cancellationToken);
}
