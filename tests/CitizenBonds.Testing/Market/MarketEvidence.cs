using CitizenBonds.Domain.Market;
using CitizenBonds.Testing.Worlds;
using Dapper;
using Npgsql;

namespace CitizenBonds.Testing.Market;

/// <summary>What has to be found in an <see cref="OrderWorld"/> after a kill.</summary>
public static class MarketEvidence
{
    /// <summary>How many of the acknowledged orders are in the log, once, under the number that was told.</summary>
    public static async Task<long> CountAsync(
        string connectionString, IReadOnlyList<(string Key, long Sequence)> acknowledged)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return await connection.ExecuteScalarAsync<long>(
            """
            select count(*) from unnest(@Keys, @Sequences) as x(key, sequence)
            join portal.market_log l on l.client_id = x.key and l.sequence = x.sequence and l.kind = 1
            """,
            new
            {
                Keys = acknowledged.Select(order => order.Key).ToArray(),
                Sequences = acknowledged.Select(order => order.Sequence).ToArray(),
            });
    }

    /// <summary>
    /// Sums to the unit, the log replayed, and that nothing entered or left: empty when all is well.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(
        string connectionString, CancellationToken cancellationToken)
    {
        var faults = (await MarketChecks.FindFaultsAsync(
            connectionString, OrderRules.Default, SessionSchedule.Default, cancellationToken)).ToList();
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        faults.AddRange(await connection.QueryAsync<string>(new CommandDefinition(
            """
            select 'asset ' || asset_id || ' is out of balance' from portal.accounts
            group by asset_id having sum(credits - debits) <> 0
            union all
            select 'account ' || a.id || ' differs from its transfers' from (
                select account, sum(net) as net from (
                    select credit_account as account, amount as net from portal.transfers
                    union all select debit_account, -amount from portal.transfers) t group by account) m
            join portal.accounts a on a.id = m.account
            where a.credits - a.debits - m.net <> case
                when a.owner_kind = 1 and a.kind = 1 then 10000000000000000
                when a.owner_kind = 1 and a.kind = 7 then 1000000000 else 0 end
            """,
            commandTimeout: 600,
            cancellationToken: cancellationToken)));
        return faults;
    }
}
