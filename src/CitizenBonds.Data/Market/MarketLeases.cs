using CitizenBonds.Domain.Market;
using Dapper;
using Npgsql;

namespace CitizenBonds.Data.Market;

/// <summary>
/// Who writes which series. A machine keeps itself alive by the database's clock; the series of a dead one are taken
/// with a higher fence, which shuts the dead one out for good, should it wake up again.
/// </summary>
public sealed class MarketLeases(NpgsqlDataSource source)
{
    private static readonly TimeSpan AnswersKept = TimeSpan.FromHours(1);

    private const string Beat = """
        insert into portal.market_nodes as n (node, alive_until) values (@Node, clock_timestamp() + @Lifetime)
        on conflict (node) do update set alive_until = excluded.alive_until;
        delete from portal.market_nodes where alive_until < clock_timestamp() - @AnswersKept;
        delete from portal.market_inbox where answer is not null and sent_at < clock_timestamp() - @AnswersKept;
        """;

    // A row that its writer is just writing is left alone: that writer is alive, whatever its clock says.
    private const string Take = """
        with free as (
            select s.series_id from portal.market_series s
            where s.series_id = any(@Ids) and (s.writer is null or s.writer = @Node or not exists (
                select from portal.market_nodes n
                where n.node = s.writer and n.alive_until > clock_timestamp()))
            order by s.series_id for update skip locked
        )
        update portal.market_series s set writer = @Node, fence = s.fence + 1
        from free where s.series_id = free.series_id
        returning s.series_id
        """;

    /// <param name="lifetime">Until this long after it the machine counts as alive.</param>
    public async Task BeatAsync(Guid node, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            Beat, new { Node = node, Lifetime = lifetime, AnswersKept }, cancellationToken: cancellationToken));
    }

    /// <returns>The series this machine writes from now on; what it knew of them before is outdated.</returns>
    public async Task<IReadOnlyList<long>> TakeAsync(
        Guid node, IReadOnlyCollection<long> seriesIds, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<long>(new CommandDefinition(
            Take, new { Node = node, Ids = seriesIds.ToArray() }, cancellationToken: cancellationToken))).AsList();
    }

    /// <returns>The series whose writer is dead or was never named.</returns>
    public async Task<IReadOnlyList<long>> OrphansAsync(Guid node, CancellationToken cancellationToken)
    {
        const string Sql = """
            select s.series_id from portal.market_series s
            where s.writer is distinct from @Node and not exists (
                select from portal.market_nodes n where n.node = s.writer and n.alive_until > clock_timestamp())
            order by s.series_id
            """;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<long>(new CommandDefinition(
            Sql, new { Node = node }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Lets the next machine take over at once.</summary>
    public async Task LeaveAsync(Guid node, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from portal.market_nodes where node = @Node;", new { Node = node },
            cancellationToken: cancellationToken));
    }

    /// <summary>Opens the market of a series at its issue price; once.</summary>
    public async Task OpenSeriesAsync(long seriesId, long issuePriceYen, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into portal.market_series (series_id, session, previous_close) values (@Id, @Session, @Price)
            on conflict do nothing
            """,
            new { Id = seriesId, Session = (short)SessionState.Closed, Price = issuePriceYen },
            cancellationToken: cancellationToken));
    }
}
