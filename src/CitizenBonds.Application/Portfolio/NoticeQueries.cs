using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Portfolio;

/// <summary>What a person was told, newest first.</summary>
public sealed class NoticeQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int NoticesPerPageMax = 50;

    /// <param name="before">Only notices with a smaller number; null for the newest.</param>
    public async Task<IReadOnlyList<NoticeLine>> PageAsync(
        Guid userId, long? before, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, NoticesPerPageMax);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var last = before ?? long.MaxValue;
        var rows = await (
            from notice in portal.Notices
            join investor in portal.Investors on notice.InvestorId equals investor.Id
            join issue in portal.Issues on notice.IssueId equals issue.Id into issues
            from issue in issues.DefaultIfEmpty()
            where investor.UserId == userId && notice.Id < last
            orderby notice.Id descending
            select new
            {
                Notice = notice,
                Isin = (string?)issue.Isin,
                Ja = (string?)issue.TitleJa,
                En = (string?)issue.TitleEn,
            })
            .AsNoTracking()
            .Take(limit)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new NoticeLine(
            row.Notice.Id,
            row.Notice.Kind,
            row.Isin,
            row.Ja is null ? null : new BothNames(row.Ja, row.En ?? row.Ja),
            Money.FromYen(row.Notice.Amount),
            Quantity.FromTokens(row.Notice.Quantity),
            row.Notice.CreatedAt,
            row.Notice.ReadAt is not null));
    }

    public async Task<int> UnreadAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await (
            from notice in portal.Notices
            join investor in portal.Investors on notice.InvestorId equals investor.Id
            where investor.UserId == userId && notice.ReadAt == null
            select notice.Id).CountAsync(cancellationToken);
    }

    /// <returns>The kinds of which the person wants no letter.</returns>
    public async Task<IReadOnlySet<NoticeKind>> SilencedAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await (
            from silence in portal.NoticeSilences
            join investor in portal.Investors on silence.InvestorId equals investor.Id
            where investor.UserId == userId
            select silence.Kind).ToHashSetAsync(cancellationToken);
    }

    /// <summary>Marks what the person has been shown; the first reading stands.</summary>
    public async Task MarkReadAsync(Guid userId, long upTo, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await PortfolioQueries.FindInvestorAsync(portal, userId, cancellationToken) is not { } investorId) return;
        await portal.Notices
            .Where(row => row.InvestorId == investorId && row.Id <= upTo && row.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now), cancellationToken);
    }
}
