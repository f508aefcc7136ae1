using Npgsql;
using NpgsqlTypes;

namespace CitizenBonds.Data.Market;

/// <summary>
/// Writes what one batch did. Few rows, and those by COPY: they, not the disk, are what an order costs.
/// </summary>
public static class MarketWriter
{
    private const string CopyLog = """
        copy portal.market_log (series_id, sequence, kind, investor_id, client_id, side, type, price, quantity,
            good_till, order_sequence, session, day, paused_until, accepted_at) from stdin (format binary)
        """;

    private const string CopyOrders = """
        copy portal.market_orders (series_id, sequence, investor_id, state, left_tokens, filled_tokens, value_yen,
            held_yen, fee_ppm, changed_at) from stdin (format binary)
        """;

    private const string CopyTrades = """
        copy portal.market_trades (series_id, number, buy_sequence, sell_sequence, buyer_id, seller_id, taker, price,
            quantity, accrued_yen, buyer_fee_yen, seller_fee_yen, log_sequence, cash_transfer, token_transfer,
            traded_at) from stdin (format binary)
        """;

    private const string UpdateOrders = """
        update portal.market_orders o set state = x.state, left_tokens = x.left_tokens, filled_tokens = x.filled,
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
        await CopyAsync(connection, CopyLog, rows.Log, WriteLogAsync, cancellationToken);
        await CopyAsync(connection, CopyOrders, rows.NewOrders, WriteOrderAsync, cancellationToken);
        await CopyAsync(connection, CopyTrades, rows.Trades, WriteTradeAsync, cancellationToken);
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

    private static async Task CopyAsync<TRow>(
        NpgsqlConnection connection, string copy, List<TRow> rows,
        Func<NpgsqlBinaryImporter, TRow, CancellationToken, Task> writeAsync, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        await using var importer = await connection.BeginBinaryImportAsync(copy, cancellationToken);
        foreach (var row in rows)
        {
            await importer.StartRowAsync(cancellationToken);
            await writeAsync(importer, row, cancellationToken);
        }

        await importer.CompleteAsync(cancellationToken);
    }

    private static async Task WriteLogAsync(
        NpgsqlBinaryImporter importer, MarketLogRow row, CancellationToken cancellationToken)
    {
        await importer.WriteAsync(row.SeriesId, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.Sequence, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync((short)row.Kind, NpgsqlDbType.Smallint, cancellationToken);
        await importer.WriteAsync(row.InvestorId, NpgsqlDbType.Bigint, cancellationToken);
        if (row.ClientId is null) await importer.WriteNullAsync(cancellationToken);
        else await importer.WriteAsync(row.ClientId, NpgsqlDbType.Text, cancellationToken);
        await importer.WriteAsync((short)row.Side, NpgsqlDbType.Smallint, cancellationToken);
        await importer.WriteAsync((short)row.Type, NpgsqlDbType.Smallint, cancellationToken);
        await importer.WriteAsync(row.Price, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.Quantity, NpgsqlDbType.Bigint, cancellationToken);
        await WriteAsync(importer, row.GoodTill, NpgsqlDbType.Date, cancellationToken);
        await importer.WriteAsync(row.OrderSequence, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync((short)row.Session, NpgsqlDbType.Smallint, cancellationToken);
        await WriteAsync(importer, row.Day, NpgsqlDbType.Date, cancellationToken);
        await WriteAsync(importer, row.PausedUntil, NpgsqlDbType.Time, cancellationToken);
        await importer.WriteAsync(row.AcceptedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
    }

    private static async Task WriteOrderAsync(
        NpgsqlBinaryImporter importer, MarketOrderRow row, CancellationToken cancellationToken)
    {
        await importer.WriteAsync(row.SeriesId, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.Sequence, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.InvestorId, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync((short)row.State, NpgsqlDbType.Smallint, cancellationToken);
        await importer.WriteAsync(row.LeftTokens, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.FilledTokens, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.ValueYen, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.HeldYen, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.FeePpm, NpgsqlDbType.Integer, cancellationToken);
        await importer.WriteAsync(row.ChangedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
    }

    private static async Task WriteTradeAsync(
        NpgsqlBinaryImporter importer, MarketTradeRow row, CancellationToken cancellationToken)
    {
        await importer.WriteAsync(row.SeriesId, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.Number, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.BuySequence, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.SellSequence, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.BuyerId, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.SellerId, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync((short)row.Taker, NpgsqlDbType.Smallint, cancellationToken);
        await importer.WriteAsync(row.Price, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.Quantity, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.AccruedYen, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.BuyerFeeYen, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.SellerFeeYen, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.LogSequence, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.CashTransfer, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.TokenTransfer, NpgsqlDbType.Bigint, cancellationToken);
        await importer.WriteAsync(row.TradedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
    }

    private static Task WriteAsync<TValue>(
        NpgsqlBinaryImporter importer, TValue? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where TValue : struct =>
        value is { } present
            ? importer.WriteAsync(present, type, cancellationToken)
            : importer.WriteNullAsync(cancellationToken);

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
