using Npgsql;
using NpgsqlTypes;

namespace CitizenBonds.Data.Market;

/// <summary>
/// Writes what one batch did. Few rows, and those by COPY: they, not the disk, are what an order costs.
/// </summary>
public static class MarketWriter
{
    private const string Entries = "portal.market_entries";

    private const string PlacedColumns = """
        series_id, sequence, kind, investor_id, client_id, side, type, price, quantity, good_till, accepted_at, state,
        left_tokens, filled_tokens, value_yen, held_yen, fee_ppm
        """;

    private const string OtherColumns = """
        series_id, sequence, kind, investor_id, client_id, order_sequence, session, day, paused_until, accepted_at
        """;

    private const string TradeColumns = """
        series_id, number, buy_sequence, sell_sequence, buyer_id, seller_id, taker, price, quantity, accrued_yen,
        buyer_fee_yen, seller_fee_yen, log_sequence, cash_transfer, token_transfer, traded_at
        """;

    private const string UpdateOrders = """
        update portal.market_entries o set state = x.state, left_tokens = x.left_tokens, filled_tokens = x.filled,
            value_yen = x.value, held_yen = x.held, changed_at = x.changed_at
        from unnest($1, $2, $3, $4, $5, $6, $7, $8)
            as x(series_id, sequence, state, left_tokens, filled, value, held, changed_at)
        where o.series_id = x.series_id and o.sequence = x.sequence
        """;

    private const string UpdateSeries = """
        update portal.market_series s set last_sequence = x.sequence, last_trade = x.trade, session = x.session,
            session_day = x.day, paused_until = x.paused, has_paused_today = x.has_paused, is_halted = x.halted,
            previous_close = x.close, last_price = x.price, last_at = x.at, next_due_at = x.due
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            as x(id, sequence, trade, session, day, paused, has_paused, halted, close, price, at, due)
        where s.series_id = x.id
        """;

    // A writer that hangs in the middle of a batch must not keep its series from the next writer.
    private const string HangLimit = "set local idle_in_transaction_session_timeout = '4s'";

    private const string Lock = """
        select s.series_id, s.fence from portal.market_series s where s.series_id = any($1)
        order by s.series_id for update
        """;

    private const string UpdateOpen = """
        insert into portal.market_open (series_id, ranges)
        select x.id, cast(x.ranges as int8multirange) from unnest($1, $2) as x(id, ranges)
        on conflict (series_id) do update set ranges = excluded.ranges
        """;

    private const string Answer = """
        update portal.market_inbox i set answer = cast(x.answer as jsonb)
        from unnest($1, $2) as x(id, answer) where i.id = x.id
        """;

    // Only a hint to look sooner; whoever misses it looks anyway.
    private const string Tell = "select pg_notify('portal_changed', ''), pg_notify('market_changed', '')";

    /// <summary>Keeps others from writing the series until the transaction ends.</summary>
    /// <param name="fences">By series, as the caller knows them.</param>
    /// <returns>False when another writer has taken one of them.</returns>
    public static async Task<bool> LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyDictionary<long, long> fences,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(HangLimit));
        var command = new NpgsqlBatchCommand(Lock);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. fences.Keys] });
        batch.BatchCommands.Add(command);
        var found = 0;
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            if (fences[reader.GetInt64(0)] == reader.GetInt64(1)) found++;
        return found == fences.Count;
    }

    /// <summary>The new entries of the log, packed before; keys used before are refused here.</summary>
    public static async Task WriteEntriesAsync(
        NpgsqlConnection connection, MarketRows rows, CancellationToken cancellationToken)
    {
        using (var placed = rows.PackedPlaced ?? PackPlaced(rows.Placed))
            await placed.SendAsync(connection, cancellationToken);
        using (var others = PackOthers(rows.Others)) await others.SendAsync(connection, cancellationToken);
    }

    /// <summary>What came of the entries, once the ledger has numbered the payments.</summary>
    public static async Task WriteOutcomesAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, MarketRows rows,
        CancellationToken cancellationToken)
    {
        using (var trades = PackTrades(rows.Trades)) await trades.SendAsync(connection, cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        AddChangedOrders(batch, rows.ChangedOrders);
        AddSeries(batch, rows.Series);
        if (rows.OpenRanges.Count > 0)
        {
            var command = new NpgsqlBatchCommand(UpdateOpen);
            Add(command, NpgsqlDbType.Bigint, rows.OpenRanges, open => open.SeriesId);
            Add(command, NpgsqlDbType.Text, rows.OpenRanges, open => open.Ranges);
            batch.BatchCommands.Add(command);
        }

        if (rows.Answers.Count > 0)
        {
            var command = new NpgsqlBatchCommand(Answer);
            Add(command, NpgsqlDbType.Bigint, rows.Answers, answer => answer.InboxId);
            Add(command, NpgsqlDbType.Text, rows.Answers, answer => answer.Answer);
            batch.BatchCommands.Add(command);
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(Tell));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    internal static CopyRows PackPlaced(List<(MarketLogRow Entry, MarketOrderRow Order)> rows)
    {
        var copy = new CopyRows(Entries, PlacedColumns);
        foreach (var (entry, order) in rows)
        {
            copy.StartRow();
            copy.Add(entry.SeriesId);
            copy.Add(entry.Sequence);
            copy.Add((short)entry.Kind);
            copy.Add(entry.InvestorId);
            copy.Add(entry.ClientId);
            copy.Add((short)entry.Side);
            copy.Add((short)entry.Type);
            copy.Add(entry.Price);
            copy.Add(entry.Quantity);
            copy.Add(entry.GoodTill);
            copy.Add(entry.AcceptedAt);
            copy.Add((short)order.State);
            copy.Add(order.LeftTokens);
            copy.Add(order.FilledTokens);
            copy.Add(order.ValueYen);
            copy.Add(order.HeldYen);
            copy.Add(order.FeePpm);
        }

        return copy;
    }

    private static CopyRows PackOthers(List<MarketLogRow> rows)
    {
        var copy = new CopyRows(Entries, OtherColumns);
        foreach (var entry in rows)
        {
            copy.StartRow();
            copy.Add(entry.SeriesId);
            copy.Add(entry.Sequence);
            copy.Add((short)entry.Kind);
            copy.Add(entry.InvestorId);
            copy.Add(entry.ClientId);
            copy.Add(entry.OrderSequence);
            copy.Add((short)entry.Session);
            copy.Add(entry.Day);
            copy.Add(entry.PausedUntil);
            copy.Add(entry.AcceptedAt);
        }

        return copy;
    }

    private static CopyRows PackTrades(List<MarketTradeRow> rows)
    {
        var copy = new CopyRows("portal.market_trades", TradeColumns);
        foreach (var trade in rows)
        {
            copy.StartRow();
            copy.Add(trade.SeriesId);
            copy.Add(trade.Number);
            copy.Add(trade.BuySequence);
            copy.Add(trade.SellSequence);
            copy.Add(trade.BuyerId);
            copy.Add(trade.SellerId);
            copy.Add((short)trade.Taker);
            copy.Add(trade.Price);
            copy.Add(trade.Quantity);
            copy.Add(trade.AccruedYen);
            copy.Add(trade.BuyerFeeYen);
            copy.Add(trade.SellerFeeYen);
            copy.Add(trade.LogSequence);
            copy.Add(trade.CashTransfer);
            copy.Add(trade.TokenTransfer);
            copy.Add(trade.TradedAt);
        }

        return copy;
    }

    private static void AddChangedOrders(NpgsqlBatch batch, List<MarketOrderRow> rows)
    {
        if (rows.Count == 0) return;
        var command = new NpgsqlBatchCommand(UpdateOrders);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.SeriesId);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.Sequence);
        Add(command, NpgsqlDbType.Smallint, rows, row => (short)row.State);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.LeftTokens);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.FilledTokens);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.ValueYen);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.HeldYen);
        Add(command, NpgsqlDbType.TimestampTz, rows, row => row.ChangedAt.UtcDateTime);
        batch.BatchCommands.Add(command);
    }

    private static void AddSeries(NpgsqlBatch batch, List<MarketSeriesRow> rows)
    {
        if (rows.Count == 0) return;
        var command = new NpgsqlBatchCommand(UpdateSeries);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.SeriesId);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.LastSequence);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.LastTrade);
        Add(command, NpgsqlDbType.Smallint, rows, row => (short)row.Session);
        Add(command, NpgsqlDbType.Date, rows, row => row.SessionDay);
        Add(command, NpgsqlDbType.Time, rows, row => row.PausedUntil);
        Add(command, NpgsqlDbType.Boolean, rows, row => row.HasPausedToday);
        Add(command, NpgsqlDbType.Boolean, rows, row => row.IsHalted);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.PreviousClose);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.LastPrice);
        Add(command, NpgsqlDbType.TimestampTz, rows, row => row.LastAt?.UtcDateTime);
        Add(command, NpgsqlDbType.TimestampTz, rows, row => row.NextDueAt?.UtcDateTime);
        batch.BatchCommands.Add(command);
    }

    private static void Add<TRow, TValue>(
        NpgsqlBatchCommand command, NpgsqlDbType type, List<TRow> rows, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var index = 0; index < values.Length; index++) values[index] = value(rows[index]);
        command.Parameters.Add(
            new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
