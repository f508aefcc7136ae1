using CitizenBonds.Data;
using CitizenBonds.Data.FairPrice;
using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.FairPrice;

/// <summary>What is kept of the window: locks it, finds its newest price and the constant in force.</summary>
internal static class WindowBook
{
    /// <summary>Publishing, registering, opening, voting and counting come one after another.</summary>
    public static Task<int> LockAsync(PortalContext portal, CancellationToken cancellationToken) =>
        portal.Database.ExecuteSqlRawAsync("select 1 from portal.window_head for update", cancellationToken);

    /// <summary>Many may deal at once; nobody publishes meanwhile.</summary>
    public static Task<int> ShareAsync(PortalContext portal, CancellationToken cancellationToken) =>
        portal.Database.ExecuteSqlRawAsync("select 1 from portal.window_head for share", cancellationToken);

    /// <returns>Null before the first publication.</returns>
    public static Task<WindowPriceRow?> NewestAsync(PortalContext portal, CancellationToken cancellationToken) =>
        portal.WindowPrices.AsNoTracking().OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);

    /// <returns>k as voted for that height; null while no vote applies.</returns>
    public static Task<double?> ConstantAtAsync(
        PortalContext portal, long height, CancellationToken cancellationToken) =>
        portal.WindowBallots
            .Where(row => row.Constant != null && row.EffectiveHeight <= height)
            .OrderByDescending(row => row.EffectiveHeight).ThenByDescending(row => row.Id)
            .Select(row => row.Constant)
            .FirstOrDefaultAsync(cancellationToken);

    public static Task<WindowBallotRow?> OpenBallotAsync(PortalContext portal, CancellationToken cancellationToken) =>
        portal.WindowBallots.OrderBy(row => row.Id)
            .FirstOrDefaultAsync(row => row.CountedAt == null, cancellationToken);

    public static FairPriceInputs InputsOf(WindowPriceRow row) =>
        new(row.Height, row.Difficulty, row.CoinPrice, row.Constant, row.Margin);

    public static FairPriceWindow WindowOf(WindowPriceRow row) => FairPriceWindow.For(InputsOf(row)).Window
        ?? throw new InvalidOperationException($"Publication {row.Number} gives no window.");

    public static FairPriceRecord RecordOf(WindowPriceRow row) => new(
        row.Number, Hash256.FromBytes(row.PreviousHash), row.PublishedAt, InputsOf(row), row.K,
        new(row.TokenPriceYen, row.JoulesPerHash, row.YenPerKilowattHour), row.Sources);
}
