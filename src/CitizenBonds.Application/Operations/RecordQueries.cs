using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Operations;

/// <param name="Who">Null: the portal by itself.</param>
public sealed record CommandLine(long Id, string Name, string? Who, DateTimeOffset At);

/// <param name="Who">Null: the portal by itself.</param>
/// <param name="Isin">Empty until the issue is announced.</param>
public sealed record EventLine(
    long Id, IssueEventKind Kind, string Isin, BothNames Title, string? Who, string Note, DateTimeOffset At);

/// <summary>Who did what, for the auditor; newest first, found by the last number seen.</summary>
public sealed class RecordQueries(IDbContextFactory<PortalContext> contexts, PeopleQueries people)
{
    public const int LinesPerPage = 50;

    /// <param name="before">Only older ones; null for the newest.</param>
    public async Task<IReadOnlyList<CommandLine>> CommandsAsync(long? before, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var last = before ?? long.MaxValue;
        var rows = await portal.Commands.AsNoTracking()
            .Where(row => row.Id < last)
            .OrderByDescending(row => row.Id).Take(LinesPerPage)
            .Select(row => new { row.Id, row.Name, row.Actor, row.RecordedAt })
            .ToListAsync(cancellationToken);
        var names = await people.NamesAsync(rows.Select(row => row.Actor), cancellationToken);
        return rows.ConvertAll(row => new CommandLine(
            row.Id, row.Name, row.Actor is { } actor ? names[actor] : null, row.RecordedAt));
    }

    /// <param name="before">Only older ones; null for the newest.</param>
    public async Task<IReadOnlyList<EventLine>> EventsAsync(long? before, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var last = before ?? long.MaxValue;
        var rows = await (
            from happened in portal.IssueEvents.AsNoTracking()
            join issue in portal.Issues on happened.IssueId equals issue.Id
            where happened.Id < last
            orderby happened.Id descending
            select new { Event = happened, issue.Isin, issue.TitleJa, issue.TitleEn })
            .Take(LinesPerPage).ToListAsync(cancellationToken);
        var names = await people.NamesAsync(rows.Select(row => row.Event.Actor), cancellationToken);
        return rows.ConvertAll(row => new EventLine(
            row.Event.Id, row.Event.Kind, row.Isin ?? "", new(row.TitleJa, row.TitleEn),
            row.Event.Actor is { } actor ? names[actor] : null, row.Event.Note, row.Event.HappenedAt));
    }
}
