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
        update portal.market_series s set last_sequence = $2, last_trade = $3, session = $4, session_day = $5,
            paused_until = $6, has_paused_today = $7, is_halted = $8, previous_close = $9, last_price = $10,
            last_at = $11, next_due_at = $12
        where s.series_id = $1
        """;

    private const string Answer = """
        update portal.market_inbox i set answer = cast(x.answer as jsonb)
        from unnest($1, $2) as x(id, answer) where i.id = x.id
        """;

    // Only a hint to look sooner; whoever misses it looks anyway.
    private const string Tell = "select pg_notify('portal_changed', ''), pg_notify('market_changed', '')";

    public static async Task WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, MarketRows rows,
        CancellationToken cancellationToken)
    {
        using (var placed = Placed(rows)) await placed.SendAsync(connection, cancellationToken);
        using (var others = Others(rows)) await others.SendAsync(connection, cancellationToken);
        using (var trades = Trades(rows)) await trades.SendAsync(connection, cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        AddChangedOrders(batch, rows.ChangedOrders);
        foreach (var series in rows.Series) AddSeries(batch, series);
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

    private static CopyRows Placed(MarketRows rows)
    {
        var copy = new CopyRows(Entries, PlacedColumns);
        foreach (var (entry, order) in rows.Placed)
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

    private static CopyRows Others(MarketRows rows)
    {
        var copy = new CopyRows(Entries, OtherColumns);
        foreach (var entry in rows.Others)
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

    private static CopyRows Trades(MarketRows rows)
    {
        var copy = new CopyRows("portal.market_trades", TradeColumns);
        foreach (var trade in rows.Trades)
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

    private static void AddSeries(NpgsqlBatch batch, MarketSeriesRow row)
    {
        var command = new NpgsqlBatchCommand(UpdateSeries);
        Add(command, NpgsqlDbType.Bigint, row.SeriesId);
        Add(command, NpgsqlDbType.Bigint, row.LastSequence);
        Add(command, NpgsqlDbType.Bigint, row.LastTrade);
        Add(command, NpgsqlDbType.Smallint, (short)row.Session);
        Add(command, NpgsqlDbType.Date, row.SessionDay);
        Add(command, NpgsqlDbType.Time, row.PausedUntil);
        Add(command, NpgsqlDbType.Boolean, row.HasPausedToday);
        Add(command, NpgsqlDbType.Boolean, row.IsHalted);
        Add(command, NpgsqlDbType.Bigint, row.PreviousClose);
        Add(command, NpgsqlDbType.Bigint, row.LastPrice);
        Add(command, NpgsqlDbType.TimestampTz, row.LastAt?.UtcDateTime);
        Add(command, NpgsqlDbType.TimestampTz, row.NextDueAt?.UtcDateTime);
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

    private static void Add(NpgsqlBatchCommand command, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
}
