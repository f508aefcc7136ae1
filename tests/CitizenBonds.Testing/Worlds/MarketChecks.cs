using CitizenBonds.Domain.Market;
using Dapper;
using Npgsql;

namespace CitizenBonds.Testing.Worlds;

/// <summary>
/// What must be true of the market's books at every moment: sums to the unit, and the log replayed from its first entry
/// gives the very trades and the very book that are stored.
/// </summary>
public static class MarketChecks
{
    private const string Sums = """
        select 'series ' || series_id || ': the log has gaps' from portal.market_log
            group by series_id having count(*) <> max(sequence)
        union all
        select 'series ' || s.series_id || ' stands at ' || s.last_sequence from portal.market_series s
            where s.last_sequence <> coalesce((
                select max(l.sequence) from portal.market_log l where l.series_id = s.series_id), 0)
        union all
        select 'order without entry' from portal.market_orders o left join portal.market_log l
            on l.series_id = o.series_id and l.sequence = o.sequence and l.kind = 1 where l.sequence is null
        union all
        select 'entry without order' from portal.market_log l left join portal.market_orders o
            on l.series_id = o.series_id and l.sequence = o.sequence where l.kind = 1 and o.sequence is null
        union all
        select 'order ' || o.sequence || ' is filled for ' || o.filled_tokens from portal.market_orders o
            left join (
                select series_id, sequence, sum(quantity) as tokens
                from (
                    select series_id, buy_sequence as sequence, quantity from portal.market_trades
                    union all select series_id, sell_sequence, quantity from portal.market_trades) sides
                group by 1, 2) t using (series_id, sequence)
            where o.filled_tokens <> coalesce(t.tokens, 0)
        union all
        select 'order ' || sequence || ' rests and is not found' from (
            select series_id, sequence from portal.market_orders where state = 0
            except select series_id, sequence from portal.market_open_orders) o
        union all
        select 'cash held by ' || a.owner_id from portal.accounts a left join (
                select investor_id, sum(held_yen) as held from portal.market_orders group by 1) o
                on o.investor_id = a.owner_id
            where a.owner_kind = 1 and a.kind = 3 and a.asset_id = 1
                and a.credits - a.debits <> coalesce(o.held, 0)
        union all
        select 'tokens held by ' || a.owner_id from portal.accounts a
            join portal.issues i on i.asset_id = a.asset_id left join (
                select o.series_id, o.investor_id, sum(o.left_tokens) as held from portal.market_orders o
                join portal.market_log l on l.series_id = o.series_id and l.sequence = o.sequence and l.side = 1
                group by 1, 2) o on o.investor_id = a.owner_id and o.series_id = i.id
            where a.owner_kind = 1 and a.kind = 3 and a.credits - a.debits <> coalesce(o.held, 0)
        union all
        select 'transfer ' || x.id || ' of ' || t.amount from (
                select cash_transfer as id, sum(price * quantity + accrued_yen) as amount
                from portal.market_trades group by 1
                union all select token_transfer, sum(quantity) from portal.market_trades group by 1) x
            join portal.transfers t on t.id = x.id where t.amount <> x.amount
        union all
        select 'a transfer without trade' from (
            select id from portal.transfers where reason in (16, 17)
            except select unnest(array[cash_transfer, token_transfer]) from portal.market_trades) t
        """;

    public static async Task<IReadOnlyList<string>> FindFaultsAsync(
        string connectionString, OrderRules rules, SessionSchedule schedule, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        var faults = (await connection.QueryAsync<string>(new CommandDefinition(
            Sums, commandTimeout: 600, cancellationToken: cancellationToken))).AsList();
        var series = (await connection.QueryAsync<(long Id, long Price)>(
            """
            select s.series_id, coalesce(i.stop_out_price_yen, i.price_yen)
            from portal.market_series s join portal.issues i on i.id = s.series_id
            """))
            .AsList();
        foreach (var (id, price) in series) await ReplayAsync(connection, id, price, rules, schedule, faults);
        return faults;
    }

    private static async Task ReplayAsync(
        NpgsqlConnection connection, long seriesId, long issuePrice, OrderRules rules, SessionSchedule schedule,
        List<string> faults)
    {
        var run = SeriesRun.Start(issuePrice, rules, schedule);
        var replayed = new List<(long Buy, long Sell, long Price, long Quantity)>();
        foreach (var entry in await EntriesAsync(connection, seriesId))
        {
            run.Apply(entry);
            replayed.AddRange(run.Market.Trades.Select(
                trade => (trade.BuyOrder, trade.SellOrder, trade.Price, trade.Quantity)));
            run.Market.ClearEvents();
        }

        var stored = await connection.QueryAsync<(long, long, long, long)>(
            """
            select buy_sequence, sell_sequence, price, quantity from portal.market_trades
            where series_id = @seriesId order by number
            """,
            new { seriesId });
        if (!replayed.SequenceEqual(stored)) faults.Add($"series {seriesId}: the log gives other trades");
        var open = await connection.QueryAsync<(long, long)>(
            """
            select sequence, left_tokens from portal.market_orders
            where series_id = @seriesId and state = 0 order by sequence
            """,
            new { seriesId });
        if (!run.Market.OpenOrders.Select(order => (order.Id, order.Quantity)).SequenceEqual(open))
            faults.Add($"series {seriesId}: the log gives another book");
    }

    private static async Task<List<MarketEntry>> EntriesAsync(NpgsqlConnection connection, long seriesId)
    {
        var entries = new List<MarketEntry>();
        await using var command = new NpgsqlCommand(
            """
            select sequence, kind, investor_id, side, type, price, quantity, good_till, order_sequence, session, day,
                paused_until
            from portal.market_log where series_id = $1 order by sequence
            """,
            connection);
        command.Parameters.AddWithValue(seriesId);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            entries.Add(new MarketEntry
            {
                Sequence = reader.GetInt64(0),
                Kind = (MarketEntryKind)reader.GetInt16(1),
                InvestorId = reader.GetInt64(2),
                Side = (OrderSide)reader.GetInt16(3),
                Type = (OrderType)reader.GetInt16(4),
                Price = reader.GetInt64(5),
                Quantity = reader.GetInt64(6),
                GoodTill = reader.IsDBNull(7) ? null : reader.GetFieldValue<DateOnly>(7),
                OrderSequence = reader.GetInt64(8),
                Session = (SessionState)reader.GetInt16(9),
                Day = reader.IsDBNull(10) ? null : reader.GetFieldValue<DateOnly>(10),
                PausedUntil = reader.IsDBNull(11) ? null : reader.GetFieldValue<TimeOnly>(11),
            });
        }

        return entries;
    }
}
