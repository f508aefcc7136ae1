using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <summary>What a slice bought.</summary>
public sealed record FinishedSlice(long ProgrammeId, long Number, long Tokens, long PaidYen);

/// <summary>The second half of a slice: books what its order got. The market has paid already.</summary>
public sealed class FinishSlice(CommandRunner commands)
{
    /// <param name="orderSequence">Zero when the market refused the order.</param>
    /// <param name="refusal">Code of the refusal; null when the order was accepted.</param>
    public Task<Outcome<FinishedSlice>> ExecuteAsync(
        long programmeId, long number, long orderSequence, string? refusal, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"buyback-finish-{programmeId}-{number}");
        return commands.RunAsync(
            new Command(nameof(FinishSlice), key, new { programmeId, number }, Actor: null, now),
            (portal, token) => FinishAsync(portal, programmeId, number, orderSequence, refusal, now, token),
            cancellationToken);
    }

    private static async Task<Outcome<FinishedSlice>> FinishAsync(
        PortalContext portal, long programmeId, long number, long orderSequence, string? refusal,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var programme = await BuybackLocks.ProgrammeAsync(portal, programmeId, cancellationToken);
        var step = await BuybackLocks.OpenStepAsync(portal, programmeId, cancellationToken);
        if (programme is null || step?.Number != number) return Refusal.Of(BuybackRefusal.NotDue);
        var (tokens, paid) = orderSequence == 0
            ? (0L, 0L)
            : await BoughtAsync(portal, programme.SeriesId, orderSequence, cancellationToken);

        step.OrderSequence = orderSequence == 0 ? null : orderSequence;
        step.Refusal = refusal;
        (step.BoughtTokens, step.PaidYen) = (tokens, paid);
        step.SpentYen = programme.SpentYen + paid;
        step.FinishedAt = BuybackSteps.WholeMicroseconds(now);
        programme.Version++;
        await BuybackEnding.BookAsync(portal, programme, tokens, paid, now, cancellationToken);
        if (programme.NextAt is null)
        {
            await BuybackEnding.EndAsync(
                portal, programme, BuybackProgrammeState.Completed, actor: null, now, cancellationToken);
        }

        return new FinishedSlice(programmeId, number, tokens, paid);
    }

    private static async Task<(long Tokens, long PaidYen)> BoughtAsync(
        PortalContext portal, long seriesId, long orderSequence, CancellationToken cancellationToken)
    {
        var trades = await portal.MarketTrades
            .Where(row => row.SeriesId == seriesId && row.BuySequence == orderSequence)
            .Select(row => new { row.Price, row.Quantity })
            .ToListAsync(cancellationToken);
        return (trades.Sum(trade => trade.Quantity), trades.Sum(trade => checked(trade.Price * trade.Quantity)));
    }
}
