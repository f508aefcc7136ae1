using System.Text.Json;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Pricing;
using CitizenBonds.Domain.Pricing.Feeds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Pricing;

/// <summary>
/// Takes what came from outside, by hand or by machine: what is plausible counts, anything else is held back and the
/// people who look after feeds get a letter. When one day of a series was restated, nothing of that series in the same
/// delivery counts: the rest stands on the new base too.
/// </summary>
internal static class FeedIntake
{
    /// <param name="receivedBy">Null: by a machine.</param>
    public static async Task<ReceivedFeed> TakeAsync(
        PortalContext portal, IReadOnlyList<FeedItem> items, string source, Guid? receivedBy, DateTimeOffset now,
        DateTimeOffset writtenAt, CancellationToken cancellationToken)
    {
        await FeedBook.LockAsync(portal, cancellationToken);
        var rebased = await RebasedAsync(portal, items, cancellationToken);
        var (accepted, unchanged) = (0, 0);
        var held = new List<FeedQuarantineRow>();
        foreach (var item in items)
        {
            if (await FeedBook.IsHeldAsync(portal, item, cancellationToken)
                || await IsQuarantinedAsync(portal, item, cancellationToken))
            {
                unchanged++;
                continue;
            }

            var fault = await FeedBook.FindFaultAsync(portal, item, PortalTime.DayOf(now), cancellationToken);
            if (rebased.Contains(item.Series)
                && fault is not (FeedFault.WrongUnit or FeedFault.NotPositive or FeedFault.InTheFuture))
                fault = FeedFault.Rebased;
            if (fault is { } why)
            {
                held.Add(RowOf(item, why, source, receivedBy, now));
            }
            else
            {
                await FeedBook.WriteAsync(portal, item, source, now, cancellationToken);
                accepted++;
            }
        }

        portal.FeedQuarantine.AddRange(held);
        await portal.SaveChangesAsync(cancellationToken);
        if (held.Count > 0) await FeedAlarm.HeldBackAsync(portal, held, source, writtenAt, cancellationToken);
        return new ReceivedFeed(accepted, unchanged, held.Count);
    }

    /// <summary>The series of which a day that counts came with another value.</summary>
    private static async Task<HashSet<string>> RebasedAsync(
        PortalContext portal, IReadOnlyList<FeedItem> items, CancellationToken cancellationToken)
    {
        var rebased = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (await FeedBook.HasDayAsync(portal, item, cancellationToken)
                && !await FeedBook.IsHeldAsync(portal, item, cancellationToken)) rebased.Add(item.Series);
        }

        return rebased;
    }

    /// <summary>A feed that is asked every minute brings the same fault every minute: one entry is enough.</summary>
    private static Task<bool> IsQuarantinedAsync(
        PortalContext portal, FeedItem item, CancellationToken cancellationToken) =>
        portal.Database.SqlQuery<bool>(
            $"""
            select exists (select 1 from portal.feed_quarantine
                where series = {item.Series} and quoted_on = {item.Day} and body = cast({BodyOf(item)} as jsonb)
                    and state <> {(short)QuarantineState.Released})
                as "Value"
            """).SingleAsync(cancellationToken);

    private static string BodyOf(FeedItem item) => JsonSerializer.Serialize(
        new QuarantinedBody(item.Unit, item.Texts.GroupBy(text => text.Tenor)
            .ToDictionary(texts => texts.Key, texts => string.Join(" / ", texts.Select(text => text.Text)))));

    private static FeedQuarantineRow RowOf(
        FeedItem item, FeedFault fault, string source, Guid? receivedBy, DateTimeOffset now) => new()
        {
            Series = item.Series,
            QuotedOn = item.Day,
            Body = BodyOf(item),
            Source = source,
            Fault = fault,
            State = QuarantineState.Held,
            ReceivedAt = now,
            ReceivedBy = receivedBy,
            Version = 1,
        };
}
