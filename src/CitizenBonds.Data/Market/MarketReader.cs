using CitizenBonds.Data.Investors;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using Npgsql;
using NpgsqlTypes;

namespace CitizenBonds.Data.Market;

/// <summary>Reads all a batch has to know in one round trip.</summary>
public static class MarketReader
{
    private const string Heads =
        "select series_id, fence, last_sequence from portal.market_series where series_id = any($1)";

    private const string Investors = """
        select user_id, id, kind, identity_state, knowledge_passed_at, declared_net_assets_yen, loss_simulation_seen_at
        from portal.investors where user_id = any($1)
        """;

    private const string Balances = """
        select a.owner_id, a.asset_id, a.kind, a.id, a.credits - a.debits
        from unnest($1, $2) as x(owner, asset)
        join portal.accounts a on a.owner_kind = 1 and a.owner_id = x.owner and a.asset_id = x.asset
        where a.kind in (1, 3, 7)
        """;

    private const string Earlier = """
        select l.investor_id, l.client_id, l.series_id, l.sequence, l.kind, l.side, l.type, l.price, l.quantity,
            l.good_till, coalesce(l.order_sequence, 0), l.state, l.filled_tokens, l.held_yen, l.left_tokens
        from unnest($1, $2) as x(investor, client)
        join portal.market_entries l on l.investor_id = x.investor and l.client_id = x.client
        """;

    public static async Task<MarketFacts> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, MarketQuestion question,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(Command(Heads, question.SeriesIds.ToArray()));
        batch.BatchCommands.Add(Command(Investors, question.Users.ToArray()));
        batch.BatchCommands.Add(Command(
            Balances,
            question.Balances.Select(pair => pair.InvestorId).ToArray(),
            question.Balances.Select(pair => pair.AssetId).ToArray()));
        batch.BatchCommands.Add(Command(
            Earlier,
            question.ClientIds.Select(pair => pair.InvestorId).ToArray(),
            question.ClientIds.Select(pair => pair.ClientId).ToArray()));
        var facts = new MarketFacts();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            facts.Heads.Add(reader.GetInt64(0), (reader.GetInt64(1), reader.GetInt64(2)));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) Add(facts, InvestorOf(reader));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            facts.Balances.Add(new MarketBalance(
                reader.GetInt64(0), reader.GetInt64(1), (AccountKind)reader.GetInt16(2), reader.GetInt64(3),
                reader.GetInt64(4)));
        }

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) AddEarlier(facts, reader);
        return facts;
    }

    private static void Add(MarketFacts facts, InvestorRow investor) => facts.Investors.Add(investor.UserId, investor);

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            var parameter = new NpgsqlParameter { Value = value };
            if (value is string[]) parameter.NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static InvestorRow InvestorOf(NpgsqlDataReader reader) => new()
    {
        UserId = reader.GetGuid(0),
        Id = reader.GetInt64(1),
        Kind = (InvestorKind)reader.GetInt16(2),
        IdentityState = (IdentityState)reader.GetInt16(3),
        KnowledgePassedAt = reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4),
        DeclaredNetAssetsYen = reader.GetInt64(5),
        LossSimulationSeenAt = reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6),
    };

    private static void AddEarlier(MarketFacts facts, NpgsqlDataReader reader)
    {
        var entry = new MarketLogRow
        {
            InvestorId = reader.GetInt64(0),
            ClientId = reader.GetString(1),
            SeriesId = reader.GetInt64(2),
            Sequence = reader.GetInt64(3),
            Kind = (MarketEntryKind)reader.GetInt16(4),
            Side = (OrderSide)reader.GetInt16(5),
            Type = (OrderType)reader.GetInt16(6),
            Price = reader.GetInt64(7),
            Quantity = reader.GetInt64(8),
            GoodTill = reader.IsDBNull(9) ? null : reader.GetFieldValue<DateOnly>(9),
            OrderSequence = reader.GetInt64(10),
        };
        var order = reader.IsDBNull(11)
            ? null
            : new MarketOrderRow
            {
                SeriesId = entry.SeriesId,
                Sequence = entry.Sequence,
                InvestorId = entry.InvestorId,
                State = (MarketOrderState)reader.GetInt16(11),
                FilledTokens = reader.GetInt64(12),
                HeldYen = reader.GetInt64(13),
                LeftTokens = reader.GetInt64(14),
            };
        facts.Earlier[(entry.InvestorId, reader.GetString(1))] = (entry, order);
    }
}
