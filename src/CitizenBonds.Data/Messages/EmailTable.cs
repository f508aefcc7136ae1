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
}
