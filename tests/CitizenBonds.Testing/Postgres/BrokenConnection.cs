using Npgsql;

namespace CitizenBonds.Testing.Postgres;

/// <summary>
/// Cuts a command off in the middle: another session holds a lock on its way, and when the command waits there the
/// server ends its process, as a crash or a broken cable would.
/// </summary>
public static class BrokenConnection
{
    /// <summary>The place at which every movement of money waits, after its own rows were written.</summary>
    public const string AtTheLedger = "select * from portal.ledger_head for update";

    private const int LooksMax = 500;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(20);

    /// <param name="lockSql">Takes the lock at which the work is to be cut off.</param>
    /// <exception cref="InvalidOperationException">The work never came to the lock, or ended well all the same.
    /// </exception>
    public static async Task CutAsync(
        string connectionString, string lockSql, Func<Task> work, CancellationToken cancellationToken)
    {
        await using var holder = new NpgsqlConnection(connectionString);
        await holder.OpenAsync(cancellationToken);
        await using var transaction = await holder.BeginTransactionAsync(cancellationToken);
        await using (var take = new NpgsqlCommand(lockSql, holder)) await take.ExecuteNonQueryAsync(cancellationToken);
        var cut = work();
        await EndWhoeverWaitsAsync(connectionString, cancellationToken);
        try
        {
            await cut;
        }
        catch (Exception failure) when (IsCut(failure))
        {
            await transaction.RollbackAsync(cancellationToken);
            return;
        }

        throw new InvalidOperationException("The work ended well although its connection was cut.");
    }

    private static bool IsCut(Exception? failure) =>
        failure is not null && (failure is NpgsqlException || IsCut(failure.InnerException));

    private static async Task EndWhoeverWaitsAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        for (var look = 0; look < LooksMax; look++)
        {
            await using var command = new NpgsqlCommand(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where wait_event_type = 'Lock' and datname = current_database()
                """,
                connection);
            if (await command.ExecuteScalarAsync(cancellationToken) is > 0L) return;
            await Task.Delay(LookAgainAfter, cancellationToken);
        }

        throw new InvalidOperationException("The work never came to the lock.");
    }
}
