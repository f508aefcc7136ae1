using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Domain.Market.Surveillance;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>A promise and how it was kept.</summary>
/// <param name="LastDay">Null while it holds.</param>
/// <param name="Presence">Of all its days; zero before the first.</param>
/// <param name="Days">Measured so far.</param>
/// <param name="DaysMissed">On which the quote stood for less than was promised.</param>
public sealed record MarketMakerLine(
    long MakerId, string Isin, BothNames Title, long InvestorId, Guid UserId, QuoteObligation Obligation,
    DateOnly FirstDay, DateOnly? LastDay, QuotePresence Presence, int Days, int DaysMissed);

/// <summary>One measured day of a market maker.</summary>
public sealed record MarketMakerDay(DateOnly Day, QuotePresence Presence);

/// <summary>An institution that may be appointed.</summary>
public sealed record InstitutionChoice(long InvestorId, Guid UserId);

/// <summary>Who quotes which series, and for how much of the time.</summary>
public sealed class MarketMakerQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int LinesMax = 500;
    private const int DaysMax = 400;

    /// <summary>Those that hold first, then by series.</summary>
    /// <param name="userId">Only the promises of this institution; null for all.</param>
    public async Task<IReadOnlyList<MarketMakerLine>> ListAsync(Guid? userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from maker in portal.MarketMakers.AsNoTracking()
            join issue in portal.Issues on maker.SeriesId equals issue.Id
            join investor in portal.Investors on maker.InvestorId equals investor.Id
            where userId == null || investor.UserId == userId
            orderby maker.LastDay != null, issue.Isin, maker.Id
            select new
            {
                Maker = maker,
                issue.Isin,
                issue.TitleJa,
                issue.TitleEn,
                investor.UserId,
                Days = portal.MarketMakerDays.Count(day => day.MakerId == maker.Id),
                Missed = portal.MarketMakerDays.Count(day => day.MakerId == maker.Id
                    && day.QuotedMicroseconds * 1_000_000m < day.SessionMicroseconds * (decimal)maker.PresenceMinPpm),
                Session = portal.MarketMakerDays.Where(day => day.MakerId == maker.Id)
                    .Sum(day => day.SessionMicroseconds),
                Quoted = portal.MarketMakerDays.Where(day => day.MakerId == maker.Id)
                    .Sum(day => day.QuotedMicroseconds),
            }).Take(LinesMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new MarketMakerLine(
            row.Maker.Id, row.Isin ?? "", new BothNames(row.TitleJa, row.TitleEn), row.Maker.InvestorId, row.UserId,
            MarketMakerTerms.Of(row.Maker), row.Maker.FirstDay, row.Maker.LastDay,
            PresenceOf(row.Session, row.Quoted), row.Days, row.Missed));
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<MarketMakerDay>> DaysAsync(long makerId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await portal.MarketMakerDays.AsNoTracking().Where(row => row.MakerId == makerId)
            .OrderByDescending(row => row.Day).Take(DaysMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new MarketMakerDay(
            row.Day, PresenceOf(row.SessionMicroseconds, row.QuotedMicroseconds)));
    }

    public async Task<IReadOnlyList<InstitutionChoice>> InstitutionsAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.Investors.AsNoTracking()
            .Where(row => row.Kind == InvestorKind.Institution && row.IdentityState == IdentityState.Approved)
            .OrderBy(row => row.Id)
            .Take(LinesMax)
            .Select(row => new InstitutionChoice(row.Id, row.UserId))
            .ToListAsync(cancellationToken);
    }

    private static QuotePresence PresenceOf(long sessionMicroseconds, long quotedMicroseconds) =>
        new(TimeSpan.FromMicroseconds(sessionMicroseconds), TimeSpan.FromMicroseconds(quotedMicroseconds));
}
