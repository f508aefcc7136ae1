using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Disclosure;

/// <summary>A bond a notice may be about.</summary>
public sealed record NoticeBond(long Id, BothNames Title);

/// <summary>A notice filed by hand, as its officer sees it.</summary>
/// <param name="Bond">Null when it is about the issuer.</param>
/// <param name="DueOn">Null for a further version.</param>
/// <param name="IsNewest">Whether no further version stands, so that this one can be corrected.</param>
public sealed record FiledNotice(
    long Id, FilingKind Kind, BothNames? Bond, DateOnly HappenedOn, string What, int Version, DateOnly? DueOn,
    DateTimeOffset FiledAt, bool IsNewest);

public sealed record EventNoticeDesk(IReadOnlyList<NoticeBond> Bonds, IReadOnlyList<FiledNotice> Filed);

/// <summary>The notices of one issuer's officer.</summary>
public sealed class EventNoticeQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int FiledMax = 100;

    public async Task<EventNoticeDesk> DeskAsync(long issuerId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var bonds = await Bonds(portal, issuerId)
            .OrderByDescending(row => row.Id)
            .Select(row => new { row.Id, row.TitleJa, row.TitleEn })
            .ToListAsync(cancellationToken);
        var kinds = EventNotices.ByHand.ToArray();
        var rows = await portal.Filings.AsNoTracking()
            .Where(row => row.IssuerId == issuerId && kinds.Contains(row.Kind))
            .OrderByDescending(row => row.Id)
            .Take(FiledMax)
            .ToListAsync(cancellationToken);
        var read = rows.ConvertAll(row => (Row: row, Body: EventNoticeBody.Read(row.Body)));
        var corrected = read.Select(one => one.Body.Corrects).OfType<long>().ToHashSet();
        var titles = bonds.ToDictionary(bond => bond.Id, bond => new BothNames(bond.TitleJa, bond.TitleEn));
        return new(
            bonds.ConvertAll(bond => new NoticeBond(bond.Id, titles[bond.Id])),
            read.ConvertAll(one => new FiledNotice(
                one.Row.Id, one.Row.Kind, one.Row.IssueId is { } id ? titles.GetValueOrDefault(id) : null,
                one.Body.HappenedOn, one.Body.What, one.Row.Version, one.Row.DueOn, one.Row.FiledAt,
                !corrected.Contains(one.Row.Id))));
    }

    /// <summary>Those the public knows of.</summary>
    internal static IQueryable<IssueRow> Bonds(PortalContext portal, long issuerId) =>
        portal.Issues.AsNoTracking().Where(row => row.IssuerId == issuerId
            && (row.State == IssueState.Announced || row.State == IssueState.Live || row.State == IssueState.Redeemed));
}
