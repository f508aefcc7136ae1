using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CitizenBonds.Application.Messages;

/// <summary>
/// Sends what waits in the outbox. Run by one node at a time; a letter is sent at least once: a crash between the
/// server's yes and our commit sends it again.
/// </summary>
public sealed class SendEmails(
    IdentityContext identity,
    IEmailTransport transport,
    [FromKeyedServices(Identity.RealTime.Key)] TimeProvider time,
    ILogger<SendEmails> logger)
{
    public const int BatchMax = 50;

    /// <summary>After this many failures the letter is left to the operator.</summary>
    public const int AttemptsMax = 8;

    private const int ErrorLengthMax = 500;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    /// <returns>How many letters were sent.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await identity.Emails
            .Where(e => e.SentAt == null && e.Attempts < AttemptsMax && e.NextAttemptAt <= now)
            .OrderBy(e => e.NextAttemptAt).ThenBy(e => e.Id)
            .Take(BatchMax)
            .ToListAsync(cancellationToken);
        var sent = 0;
        foreach (var email in due)
        {
            cancellationToken.ThrowIfCancellationRequested();
            email.Attempts++;
            try
            {
                await transport.SendAsync(email.ToAddress, email.Subject, email.Body, cancellationToken);
                email.SentAt = time.GetUtcNow();
                email.LastError = null;
                sent++;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The world outside failed; the letter keeps its reason and is tried again later.
                var reason = failure.Message;
                email.LastError = reason.Length <= ErrorLengthMax ? reason : reason[..ErrorLengthMax];
                email.NextAttemptAt = time.GetUtcNow() + PauseAfter(email.Attempts);
                logger.LogWarning(failure, "Letter {Letter} was not sent, attempt {Attempt}", email.Id, email.Attempts);
            }

            // Letter by letter: what was sent must not be forgotten because a later one fails.
            await identity.SaveChangesAsync(CancellationToken.None);
        }

        return sent;
    }

    /// <summary>Half a minute after the first failure, doubling with each further one.</summary>
    public static TimeSpan PauseAfter(int failures) => FirstPause * Math.Pow(2, failures - 1);
}
