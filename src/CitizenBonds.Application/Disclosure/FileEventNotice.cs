using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Disclosure;

/// <summary>A notice as typed.</summary>
/// <param name="IssueId">Which bond it is about; null or empty for the issuer and so all its bonds.</param>
/// <param name="Kind">The name of a <see cref="FilingKind"/>; that of the first version when one is corrected.</param>
/// <param name="Corrects">The filing a further version replaces; null or empty for a new notice.</param>
public sealed record FileEventNoticeCommand(
    string? IssueId, string? Kind, string? HappenedOn, string? What, string? Corrects);

public sealed record FiledEventNotice(int Version, int HoldersTold);

/// <summary>
/// The officer discloses an event that only the issuer can know, and every holder concerned is told. A correction is a
/// further version; nothing is overwritten.
/// </summary>
public sealed class FileEventNotice(CommandRunner commands)
{
    public const int TextLengthMax = 2_000;

    public Task<Outcome<FiledEventNotice>> ExecuteAsync(
        FileEventNoticeCommand input, string key, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(FileEventNotice), key, input, actor.UserId, now),
            (portal, token) => FileAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<FiledEventNotice>> FileAsync(
        PortalContext portal, FileEventNoticeCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.IssuerOfficer) || actor.IssuerId is not { } issuerId)
            return Refusal.Of(EventNoticeRefusal.NotFound);
        // One at a time for an issuer, so that two corrections of one notice cannot both be its second version.
        await IssueLocks.IssuerAsync(portal, issuerId, cancellationToken);
        var (target, unknown) = await TargetAsync(portal, input, issuerId, cancellationToken);
        if (unknown is { } missing) return Refusal.Of(missing);
        var today = PortalTime.DayOf(now);
        var (body, unreadable) = ReadBody(input, target.Corrects, today);
        if (body is null)
            return Refusal.Of(unreadable!.Value, ("max", TextLengthMax), ("today", today)); // One of the two is set.
        if (await IsCorrectedAsync(portal, target.Corrects, cancellationToken))
            return Refusal.Of(EventNoticeRefusal.CorrectedBefore);

        portal.Filings.Add(new FilingRow
        {
            IssuerId = issuerId,
            IssueId = target.IssueId,
            Kind = target.Kind,
            Version = target.Version,
            DueOn = target.Corrects is null ? FilingCalendar.EventNoticeDue(body.HappenedOn) : null,
            Body = body.Write(),
            FiledAt = now,
        });
        return new FiledEventNotice(
            target.Version, await TellHoldersAsync(portal, issuerId, target.IssueId, now, cancellationToken));
    }

    private static async Task<(Target Target, EventNoticeRefusal? Refusal)> TargetAsync(
        PortalContext portal, FileEventNoticeCommand input, long issuerId, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(input.Corrects))
        {
            var first = IdOf(input.Corrects);
            var row = await portal.Filings.AsNoTracking()
                .SingleOrDefaultAsync(row => row.Id == first && row.IssuerId == issuerId, cancellationToken);
            return row is null || !EventNotices.ByHand.Contains(row.Kind)
                ? (default, EventNoticeRefusal.NotFound)
                : (new(row.IssueId, row.Kind, row.Version + 1, row.Id), null);
        }

        long? issueId = string.IsNullOrEmpty(input.IssueId) ? null : IdOf(input.IssueId);
        if (issueId is not null && !await EventNoticeQueries.Bonds(portal, issuerId)
                .AnyAsync(row => row.Id == issueId, cancellationToken))
        {
            return (default, EventNoticeRefusal.NotFound);
        }

        return Enum.TryParse<FilingKind>(input.Kind, out var kind) && EventNotices.ByHand.Contains(kind)
            ? (new(issueId, kind, 1, null), null)
            : (default, EventNoticeRefusal.KindUnknown);
    }

    private static (EventNoticeBody? Body, EventNoticeRefusal? Refusal) ReadBody(
        FileEventNoticeCommand input, long? corrects, DateOnly today)
    {
        if (TypedText.Date(input.HappenedOn).Value is not { } happenedOn)
            return (null, EventNoticeRefusal.DayUnreadable);
        if (happenedOn > today) return (null, EventNoticeRefusal.DayAhead);
        return TypedText.Line(input.What, TextLengthMax) switch
        {
            ({ } what, null) => (new(happenedOn, what, corrects), null),
            (_, TypedRefusal.Missing) => (null, EventNoticeRefusal.TextMissing),
            (_, TypedRefusal.TooLong) => (null, EventNoticeRefusal.TextTooLong),
            _ => (null, EventNoticeRefusal.TextUnreadable),
        };
    }

    private static async Task<bool> IsCorrectedAsync(
        PortalContext portal, long? corrects, CancellationToken cancellationToken) =>
        corrects is { } id && await portal.Database.SqlQuery<bool>(
            $"""
            select exists (select from portal.filings where (body ->> 'corrects')::bigint = {id}) as "Value"
            """).SingleAsync(cancellationToken);

    private static Task<int> TellHoldersAsync(
        PortalContext portal, long issuerId, long? issueId, DateTimeOffset now, CancellationToken cancellationToken) =>
        portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.notices (investor_id, kind, issue_id, created_at)
            select distinct account.owner_id, {(short)NoticeKind.EventDisclosed}, issue.id,
                cast({now.UtcDateTime} as timestamptz)
            from portal.issues issue
            join portal.accounts account on account.asset_id = issue.asset_id
                and account.kind in ({(short)AccountKind.Holding}, {(short)AccountKind.OrderHold})
                and account.credits > account.debits
            where issue.issuer_id = {issuerId} and (cast({issueId} as bigint) is null or issue.id = {issueId})
            order by account.owner_id, issue.id
            """,
            cancellationToken);

    private static long IdOf(string typed) =>
        long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private readonly record struct Target(long? IssueId, FilingKind Kind, int Version, long? Corrects);
}
