using CitizenBonds.Application.Workers;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Messages;
using CitizenBonds.Domain.Disclosure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Portfolio;

/// <summary>
/// Writes the letter of every notice into the outbox, once each: letters and the mark on their notices are one
/// transaction, and the letter's event key is the notice. Whoever switched a kind off or closed the account gets none.
/// </summary>
public sealed class MailNotices(
    IDbContextFactory<PortalContext> contexts,
    [FromKeyedServices(Identity.RealTime.Key)] TimeProvider realTime) : IWorker
{
    public const int BatchMax = 500;

    public string Name => "notice-letters";

    public TimeSpan Pause => TimeSpan.FromSeconds(5);

    /// <param name="now">By the portal's clock; the letters themselves are dated in real time.</param>
    /// <returns>How many notices were dealt with.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        var (connection, inner) = (portal.Database.GetDbConnection(), transaction.GetDbTransaction());
        var notices = await UnmailedNotices.TakeAsync(connection, inner, BatchMax, cancellationToken);
        if (notices.Count == 0) return 0;
        var writtenAt = realTime.GetUtcNow();
        var letters = notices.Where(IsDue).Select(notice => EmailOf(notice, writtenAt)).ToList();

        await EmailTable.AppendAsync(connection, inner, letters, cancellationToken);
        await UnmailedNotices.MarkAsync(connection, inner, notices, now, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return notices.Count;
    }

    private static bool IsDue(UnmailedNotice notice) =>
        notice.DisplayName is not null && (!notice.IsSilenced || NoticeRules.IsMoneyCritical(notice.Kind));

    private static NewEmail EmailOf(UnmailedNotice notice, DateTimeOffset writtenAt)
    {
        var letter = NoticeLetters.Of(notice);
        return new(notice.UserId, letter.EventKey, letter.Subject, letter.Body, writtenAt);
    }
}
