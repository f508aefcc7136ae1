using Npgsql;
using NpgsqlTypes;

namespace CitizenBonds.Data.Market;

/// <summary>
/// Writes what one batch did, in one round trip. Few rows and few statements: that, not the disk, is what an order
/// costs.
/// </summary>
public static class MarketWriter
{
    private const string InsertLog = """
        insert into portal.market_log (series_id, sequence, kind, investor_id, client_id, side, type, price, quantity,
            good_till, order_sequence, session, day, paused_until, accepted_at)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """;

    private const string InsertOrders = """
        insert into portal.market_orders (series_id, sequence, investor_id, state, left_tokens, filled_tokens,
            value_yen, held_yen, fee_ppm, changed_at)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string UpdateOrders = """
        update portal.market_orders o set state = x.state, left_tokens = x.left_tokens, filled_tokens = x.filled,
            value_yen = x.value, held_yen = x.held, changed_at = x.changed_at
        from unnest($1, $2, $3, $4, $5, $6, $7, $8)
            as x(series_id, sequence, state, left_tokens, filled, value, held, changed_at)
        where o.series_id = x.series_id and o.sequence = x.sequence
        """;

    private const string InsertTrades = """
        insert into portal.market_trades (series_id, number, buy_sequence, sell_sequence, buyer_id, seller_id, taker,
            price, quantity, accrued_yen, buyer_fee_yen, seller_fee_yen, log_sequence, cash_transfer, token_transfer,
            traded_at)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
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
        await using var batch = new NpgsqlBatch(connection, transaction);
        AddLog(batch, rows.Log);
        AddNewOrders(batch, rows.NewOrders);
        AddChangedOrders(batch, rows.ChangedOrders);
        AddTrades(batch, rows.Trades);
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

    private static void AddLog(NpgsqlBatch batch, List<MarketLogRow> rows)
    {
        if (rows.Count == 0) return;
        var command = new NpgsqlBatchCommand(InsertLog);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.SeriesId);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.Sequence);
        Add(command, NpgsqlDbType.Smallint, rows, row => (short)row.Kind);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.InvestorId);
        Add(command, NpgsqlDbType.Text, rows, row => row.ClientId);
        Add(command, NpgsqlDbType.Smallint, rows, row => (short)row.Side);
        Add(command, NpgsqlDbType.Smallint, rows, row => (short)row.Type);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.Price);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.Quantity);
        Add(command, NpgsqlDbType.Date, rows, row => row.GoodTill);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.OrderSequence);
        Add(command, NpgsqlDbType.Smallint, rows, row => (short)row.Session);
        Add(command, NpgsqlDbType.Date, rows, row => row.Day);
        Add(command, NpgsqlDbType.Time, rows, row => row.PausedUntil);
        Add(command, NpgsqlDbType.TimestampTz, rows, row => row.AcceptedAt.UtcDateTime);
        batch.BatchCommands.Add(command);
    }

    private static void AddNewOrders(NpgsqlBatch batch, List<MarketOrderRow> rows)
    {
        if (rows.Count == 0) return;
        var command = new NpgsqlBatchCommand(InsertOrders);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.SeriesId);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.Sequence);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.InvestorId);
        Add(command, NpgsqlDbType.Smallint, rows, row => (short)row.State);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.LeftTokens);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.FilledTokens);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.ValueYen);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.HeldYen);
        Add(command, NpgsqlDbType.Integer, rows, row => row.FeePpm);
        Add(command, NpgsqlDbType.TimestampTz, rows, row => row.ChangedAt.UtcDateTime);
        batch.BatchCommands.Add(command);
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

    private static void AddTrades(NpgsqlBatch batch, List<MarketTradeRow> rows)
    {
        if (rows.Count == 0) return;
        var command = new NpgsqlBatchCommand(InsertTrades);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.SeriesId);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.Number);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.BuySequence);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.SellSequence);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.BuyerId);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.SellerId);
        Add(command, NpgsqlDbType.Smallint, rows, row => (short)row.Taker);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.Price);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.Quantity);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.AccruedYen);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.BuyerFeeYen);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.SellerFeeYen);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.LogSequence);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.CashTransfer);
        Add(command, NpgsqlDbType.Bigint, rows, row => row.TokenTransfer);
        Add(command, NpgsqlDbType.TimestampTz, rows, row => row.TradedAt.UtcDateTime);
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
