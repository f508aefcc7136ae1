using CitizenBonds.Data;
using CitizenBonds.Data.FairPrice;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.FairPrice;

/// <summary>The window as everybody sees it, and one's own part of it.</summary>
public sealed class WindowQueries(IDbContextFactory<PortalContext> contexts)
{
    /// <summary>Publications a page shows; the file holds all.</summary>
    public const int HistoryMax = 120;
    public const int DealsMax = 8;
    private const int BallotsMax = 20;
    private const int Batch = 1_000;

    public async Task<WindowView> FindAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var prices = await portal.WindowPrices.AsNoTracking().OrderByDescending(row => row.Number).Take(HistoryMax)
            .ToListAsync(cancellationToken);
        prices.Reverse();
        List<WindowPriceView> history = [.. prices.Select(ViewOf)];
        return new WindowView(
            history, FindBreak(history), await ReserveAsync(portal, cancellationToken),
            await MinersAsync(portal, cancellationToken), await BallotsAsync(portal, cancellationToken),
            await DealsAsync(portal, null, cancellationToken));
    }

    /// <returns>The price in force; null before the first publication.</returns>
    public async Task<WindowPriceView?> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await WindowBook.NewestAsync(portal, cancellationToken) is { } row ? ViewOf(row) : null;
    }

    /// <summary>All publications, oldest first.</summary>
    public async IAsyncEnumerable<IReadOnlyList<WindowPriceView>> AllPricesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var last = 0L;
        while (true)
        {
            var rows = await portal.WindowPrices.AsNoTracking().Where(row => row.Number > last)
                .OrderBy(row => row.Number).Take(Batch).ToListAsync(cancellationToken);
            if (rows.Count == 0) yield break;
            last = rows[^1].Number;
            yield return rows.ConvertAll(ViewOf);
        }
    }

    /// <summary>All deals, oldest first, each with the publication it was dealt under.</summary>
    public async IAsyncEnumerable<IReadOnlyList<(WindowDealLine Deal, WindowPriceView Price)>> AllDealsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var last = 0L;
        while (true)
        {
            var rows = await (
                from deal in portal.WindowDeals
                where deal.Id > last
                join price in portal.WindowPrices on deal.PriceNumber equals price.Number
                orderby deal.Id
                select new { Deal = deal, Price = price }).AsNoTracking().Take(Batch).ToListAsync(cancellationToken);
            if (rows.Count == 0) yield break;
            last = rows[^1].Deal.Id;
            yield return rows.ConvertAll(row => (LineOf(row.Deal), ViewOf(row.Price)));
        }
    }

    /// <summary>What a person has of the window.</summary>
    public async Task<OwnWindow> OwnAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await portal.Investors.Where(row => row.UserId == userId).Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);
        if (investor is not { } id) return OwnWindow.Nothing;
        var miner = await portal.WindowMiners.AsNoTracking()
            .SingleOrDefaultAsync(row => row.InvestorId == id, cancellationToken);
        var ballot = await WindowBook.OpenBallotAsync(portal, cancellationToken);
        var vote = miner is null || ballot is null
            ? null
            : await portal.WindowVotes.AsNoTracking().SingleOrDefaultAsync(
                row => row.BallotId == ballot.Id && row.MinerId == miner.Id, cancellationToken);
        var tokens = await portal.Accounts
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == id
                && row.AssetId == AccountBook.WindowToken && row.Kind == AccountKind.Holding)
            .SumAsync(row => row.Credits - row.Debits, cancellationToken);
        var cash = await portal.Accounts
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == id
                && row.AssetId == AccountBook.Yen && row.Kind == AccountKind.Cash)
            .SumAsync(row => row.Credits - row.Debits, cancellationToken);
        return new OwnWindow(
            Quantity.FromTokens(tokens), Money.FromYen(cash), miner?.Name, vote?.Constant,
            await DealsAsync(portal, id, cancellationToken));
    }

    private static long? FindBreak(List<WindowPriceView> history)
    {
        var changed = history.Find(view => view.Record.Hash != view.Hash);
        if (changed is not null) return changed.Record.Number;
        for (var i = 1; i < history.Count; i++)
            if (history[i].Record.PreviousHash != history[i - 1].Record.Hash) return history[i].Record.Number;
        return null;
    }

    private static WindowPriceView ViewOf(WindowPriceRow row) =>
        new(WindowBook.RecordOf(row), WindowBook.WindowOf(row), Hash256.FromBytes(row.Hash));

    private static async Task<WindowReserve> ReserveAsync(PortalContext portal, CancellationToken cancellationToken)
    {
        var accounts = await portal.Accounts.AsNoTracking()
            .Where(row => row.OwnerKind == AccountOwner.Portal
                && ((row.AssetId == AccountBook.Yen && row.Kind == AccountKind.WindowReserve)
                    || (row.AssetId == AccountBook.WindowToken && row.Kind == AccountKind.Issuance)))
            .ToListAsync(cancellationToken);
        var reserve = accounts.Find(row => row.Kind == AccountKind.WindowReserve);
        var issuance = accounts.Find(row => row.Kind == AccountKind.Issuance);
        return new WindowReserve(
            reserve?.Pseudonym,
            Money.FromYen(reserve is null ? 0 : reserve.Credits - reserve.Debits),
            Quantity.FromTokens(issuance is null ? 0 : issuance.Debits - issuance.Credits));
    }

    private static Task<List<WindowMinerLine>> MinersAsync(
        PortalContext portal, CancellationToken cancellationToken) =>
        portal.WindowMiners.OrderByDescending(row => row.TerahashesPerSecond).ThenBy(row => row.Id)
            .Select(row => new WindowMinerLine(
                row.Id, row.Name, row.TerahashesPerSecond, row.Evidence, row.RegisteredAt))
            .ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<WindowBallotLine>> BallotsAsync(
        PortalContext portal, CancellationToken cancellationToken)
    {
        var rows = await portal.WindowBallots.AsNoTracking().OrderByDescending(row => row.Id).Take(BallotsMax)
            .Select(row => new
            {
                Row = row, Votes = portal.WindowVotes.Count(vote => vote.BallotId == row.Id),
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(item => new WindowBallotLine(
            item.Row.Id, item.Row.OpenedAt, item.Row.ClosesAt, item.Row.CloseHeight,
            Rate.FromPerMillion(item.Row.QuorumPpm), item.Row.NoticeBlocks, item.Row.CountedAt, item.Row.Refusal,
            item.Row.Constant, item.Row.TerahashesVoted, item.Row.TerahashesRegistered, item.Row.EffectiveHeight,
            item.Votes));
    }

    private static async Task<IReadOnlyList<WindowDealLine>> DealsAsync(
        PortalContext portal, long? investorId, CancellationToken cancellationToken)
    {
        var rows = await portal.WindowDeals.AsNoTracking()
            .Where(row => investorId == null || row.InvestorId == investorId)
            .OrderByDescending(row => row.Id).Take(DealsMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(LineOf);
    }

    private static WindowDealLine LineOf(WindowDealRow row) => new(
        row.Id, row.DealtAt, row.Direction, Quantity.FromTokens(row.Tokens), Money.FromYen(row.PriceYen),
        Money.FromYen(row.AmountYen), row.FirstTransferId, row.PriceNumber);
}
