using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Messages;

/// <summary>One letter as the operator, or in the demonstration its recipient, reads it.</summary>
public sealed record EmailView(
    long Id, string ToAddress, string Subject, string Body, DateTimeOffset CreatedAt, DateTimeOffset? SentAt,
    int Attempts, string? LastError);

/// <summary>Reads the outbox, newest first.</summary>
public sealed class OutboxQueries(IdentityContext identity)
{
    public const int PageSize = 50;

    /// <param name="beforeId">Letters older than this one; null for the newest.</param>
    public async Task<IReadOnlyList<EmailView>> ListAsync(long? beforeId, CancellationToken cancellationToken) =>
        await identity.Emails.AsNoTracking()
            .Where(e => beforeId == null || e.Id < beforeId)
            .OrderByDescending(e => e.Id)
            .Take(PageSize)
            .Select(e => new EmailView(
                e.Id, e.ToAddress, e.Subject, e.Body, e.CreatedAt, e.SentAt, e.Attempts, e.LastError))
            .ToListAsync(cancellationToken);

    /// <returns>Null when there is no such letter.</returns>
    public async Task<EmailView?> FindAsync(long id, CancellationToken cancellationToken) =>
        await identity.Emails.AsNoTracking()
            .Where(e => e.Id == id)
            .Select(e => new EmailView(
                e.Id, e.ToAddress, e.Subject, e.Body, e.CreatedAt, e.SentAt, e.Attempts, e.LastError))
            .SingleOrDefaultAsync(cancellationToken);
}
