using System.Data.Common;
using Dapper;

namespace CitizenBonds.Data.Messages;

/// <summary>Writes letters inside the caller's transaction, whatever context or connection it runs on.</summary>
public static class EmailTable
{
    private const string AppendSql = """
        insert into messages.emails (to_user, to_address, subject, body, event_key, created_at, next_attempt_at)
        select id, email, @Subject, @Body, @EventKey, @CreatedAt, @CreatedAt
        from identity.users where id = @ToUser and closed_at is null
        on conflict (event_key) do nothing
        """;

    private const string AppendManySql = """
        insert into messages.emails (to_user, to_address, subject, body, event_key, created_at, next_attempt_at)
        select u.id, u.email, x.subject, x.body, x.event_key, x.at, x.at
        from unnest(@Users, @Subjects, @Bodies, @EventKeys, @CreatedAt)
            with ordinality as x(to_user, subject, body, event_key, at, n)
        join identity.users u on u.id = x.to_user and u.closed_at is null
        order by x.n
        on conflict (event_key) do nothing
        """;

    private const string FindSql = "select id from messages.emails where event_key = @EventKey";

    /// <returns>Number of the letter with this event key; null when the account is closed or unknown.</returns>
    public static async Task<long?> AppendAsync(
        DbConnection connection, DbTransaction? transaction, NewEmail email, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            AppendSql, email, transaction, cancellationToken: cancellationToken));
        return await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            FindSql, new { email.EventKey }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>Writes many at once; closed accounts get none, and no event is told twice.</summary>
    public static Task AppendAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<NewEmail> emails,
        CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            AppendManySql,
            new
            {
                Users = emails.Select(email => email.ToUser).ToArray(),
                Subjects = emails.Select(email => email.Subject).ToArray(),
                Bodies = emails.Select(email => email.Body).ToArray(),
                EventKeys = emails.Select(email => email.EventKey).ToArray(),
                CreatedAt = emails.Select(email => email.CreatedAt.UtcDateTime).ToArray(),
            },
            transaction,
            cancellationToken: cancellationToken));
}
