using Dapper;
using Npgsql;

namespace CitizenBonds.Data.Workers;

/// <summary>
/// Rows with an expiry by the database's clock: exactly one node holds a name, another takes over when it dies.
/// </summary>
public sealed class Leases(NpgsqlDataSource source)
{
    /// <returns>True when this node holds the lease for the given time from now.</returns>
    public async Task<bool> TakeAsync(string name, Guid node, TimeSpan duration, CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into portal.leases as l (name, holder, expires_at)
            values (@Name, @Node, clock_timestamp() + @Duration)
            on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at
            where l.holder = excluded.holder or l.expires_at < clock_timestamp()
            """;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            Sql, new { Name = name, Node = node, Duration = duration }, cancellationToken: cancellationToken)) == 1;
    }

    public async Task ReleaseAsync(string name, Guid node, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from portal.leases where name = @Name and holder = @Node",
            new { Name = name, Node = node },
            cancellationToken: cancellationToken));
    }
}
