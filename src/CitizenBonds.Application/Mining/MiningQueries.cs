using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Mining;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

/// <summary>What anybody may know about mining bonds and the chain they follow.</summary>
public sealed class MiningQueries(IDbContextFactory<PortalContext> contexts, MiningFeedSettings feed)
{
    public const int SeriesMax = 200;
    public const int CouponsMax = 500;

    /// <summary>The newest series first.</summary>
    public async Task<IReadOnlyList<MiningSeriesLine>> ListAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await LinesAsync(portal, isin: null, cancellationToken);
    }

    /// <returns>Null when there is no such series.</returns>
    public async Task<MiningSeriesView?> FindAsync(
        string isin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await LinesAsync(portal, isin, cancellationToken) is not [{ } line]) return null;
        var issue = await portal.Issues.AsNoTracking().SingleAsync(row => row.Id == line.IssueId, cancellationToken);
        var keys = await portal.MiningKeyBlocks.AsNoTracking().ToDictionaryAsync(row => row.Height, cancellationToken);
        var coupons = await portal.MiningCoupons.AsNoTracking()
            .Where(row => row.IssueId == line.IssueId)
            .OrderByDescending(row => row.KeyHeight)
            .Take(CouponsMax)
            .ToListAsync(cancellationToken);
        var holders = await portal.Accounts
            .Where(row => row.AssetId == issue.AssetId && row.Credits > row.Debits
                && (row.Kind == AccountKind.Holding || row.Kind == AccountKind.OrderHold))
            .Select(row => row.OwnerId).Distinct().CountAsync(cancellationToken);
        return new MiningSeriesView(
            line,
            Convert.ToHexStringLower(issue.TermsHash ?? []),
            Quantity.FromTokens(await CallHolders.OutstandingAsync(portal, issue, cancellationToken)),
            holders,
            Money.FromSatoshi(await BalanceAsync(
                portal, AccountPlan.IssuerBitcoin(issue.IssuerId), cancellationToken)),
            keys.Count == 0 ? null : MiningCoupons.KeyBlockOf(keys.MaxBy(key => key.Key).Value),
            coupons.ConvertAll(row => ViewOf(row, keys)),
            await ChainAsync(portal, now, cancellationToken));
    }

    public async Task<ChainView> ChainAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await ChainAsync(portal, now, cancellationToken);
    }

    /// <summary>Bitcoin and yen at the state's accounts.</summary>
    public async Task<(Money Bitcoin, Money Yen)> TreasuryAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await NationalIssuer.FindAsync(portal, cancellationToken) is not { } issuer)
            return (Money.FromSatoshi(0), Money.Zero);
        return (
            Money.FromSatoshi(await BalanceAsync(portal, AccountPlan.IssuerBitcoin(issuer.Id), cancellationToken)),
            Money.FromYen(await BalanceAsync(portal, AccountPlan.IssuerCash(issuer.Id), cancellationToken)));
    }

    /// <summary>Headers of the chain followed, ascending; fewer where not all are held.</summary>
    public async Task<IReadOnlyList<(long Height, string Hex)>> HeadersAsync(
        long from, long to, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to - from, HeaderFile.HeadersMax);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await portal.MiningHeaders.AsNoTracking()
            .Where(row => row.Height >= from && row.Height <= to)
            .OrderBy(row => row.Height)
            .Select(row => new { row.Height, row.Header })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.Height, Convert.ToHexStringLower(row.Header)));
    }

    internal static MiningCallView? CallOf(MiningCallRow? row) => row is null
        ? null
        : new MiningCallView(
            row.State, row.AnnouncedAt, row.AnnouncedAt + CallTerms.CancelPeriod, row.EndsAt,
            Money.FromYen(row.HighestTradeYen), Money.FromYen(row.PriceYen), Money.FromYen(row.MissingYen),
            Quantity.FromTokens(row.BoughtTokens), row.EndedAt);

    internal static Task<long> BalanceAsync(
        PortalContext portal, AccountPlan plan, CancellationToken cancellationToken) =>
        portal.Accounts
            .Where(row => row.OwnerKind == plan.OwnerKind && row.OwnerId == plan.OwnerId
                && row.AssetId == plan.AssetId && row.Kind == plan.Kind)
            .SumAsync(row => row.Credits - row.Debits, cancellationToken);

    private static async Task<IReadOnlyList<MiningSeriesLine>> LinesAsync(
        PortalContext portal, string? isin, CancellationToken cancellationToken)
    {
        var rows = await (
            from series in portal.PureMiningSeries.AsNoTracking()
            join issue in portal.Issues on series.IssueId equals issue.Id
            join issuer in portal.Issuers on issue.IssuerId equals issuer.Id
            join call in portal.MiningCalls on issue.Id equals call.IssueId into calls
            from call in calls.DefaultIfEmpty()
            where isin == null || issue.Isin == isin
            orderby issue.Id descending
            select new
            {
                Series = series, Issue = issue, issuer.NameJa, issuer.NameEn, Call = call,
                Coupons = portal.MiningCoupons.Count(row => row.IssueId == issue.Id),
                Paid = portal.MiningCoupons.Where(row => row.IssueId == issue.Id).Sum(row => row.PaidSatoshi) ?? 0,
            }).Take(SeriesMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => LineOf(
            row.Issue, row.Series.BondsPerToken, new(row.NameJa, row.NameEn), row.Coupons, row.Paid, row.Call));
    }

    private static MiningSeriesLine LineOf(
        IssueRow issue, long bondsPerToken, BothNames issuer, int coupons, long paid, MiningCallRow? call) =>
        new(
            issue.Id, issue.Isin ?? "", new(issue.TitleJa, issue.TitleEn), issuer, issue.State,
            Quantity.FromTokens(issue.SizeTokens), bondsPerToken, Money.FromYen(issue.PriceYen), issue.SaleOpensAt,
            issue.SaleClosesAt, coupons, Money.FromSatoshi(paid), CallOf(call));

    private static MiningCouponView ViewOf(MiningCouponRow row, Dictionary<long, MiningKeyBlockRow> keys)
    {
        var (closing, previous) = (keys[row.KeyHeight], keys[row.KeyHeight - KeyBlock.IntervalBlocks]);
        return new MiningCouponView(
            PureMiningCoupon.Between(MiningCoupons.KeyBlockOf(previous), MiningCoupons.KeyBlockOf(closing)),
            BlockHeader.FromBytes(closing.Header).DisplayHash,
            Convert.ToHexStringLower(closing.Header),
            row.State, row.Tokens, row.Holders,
            row.PaidSatoshi is { } paid ? Money.FromSatoshi(paid) : null,
            row.PaidAt);
    }

    private async Task<ChainView> ChainAsync(
        PortalContext portal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var chain = await portal.MiningChain.AsNoTracking().SingleAsync(cancellationToken);
        var tip = chain.TipHeight is { } height
            ? await portal.MiningHeaders.AsNoTracking().SingleAsync(row => row.Height == height, cancellationToken)
            : null;
        var next = chain.LastKeyHeight is { } last ? KeyBlock.NextKeyHeight(last) : (long?)null;
        var isWaiting = next is { } key && chain.TipHeight >= key;
        return new ChainView(
            chain.State, chain.BaseHeight, chain.TipHeight,
            tip is null ? null : BlockHeader.FromBytes(tip.Header).Time,
            chain.LastKeyHeight, isWaiting ? next : null, isWaiting ? (chain.TipHeight ?? 0) - (next ?? 0) : 0,
            chain.ReceivedAt, chain.Source,
            chain.ReceivedAt is { } received && now - received > feed.SilentAfter,
            chain.ForkHeight,
            await portal.MiningStaleHeaders.CountAsync(cancellationToken));
    }
}
