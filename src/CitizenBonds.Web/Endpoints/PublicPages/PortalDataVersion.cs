using Npgsql;

namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <summary>
/// Follows the commits of every node: listens for their notices and, because a notice is only a hint, also looks at the
/// heads twice a second. While the database cannot be asked, snapshots are let go every second rather than trusted.
/// </summary>
public sealed class PortalDataVersion(NpgsqlDataSource database, ILogger<PortalDataVersion> logger)
    : BackgroundService, IPublicDataVersion
{
    private const string Heads =
        """
        select concat_ws(' ',
            (select last_transfer_id from portal.ledger_head),
            (select max(id) from portal.commands),
            (select max(height) from portal.blocks),
            (select max(block_number) from portal.chain_reconciliations),
            (select run_id from portal.pricing_head),
            (select sum(last_sequence) from portal.market_series),
            (select offset_microseconds from portal.clock))
        """;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(400);

    // However many commits there are, pages are made anew at most this often.
    private static readonly TimeSpan AdvanceAtMostEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private long _current;

    public long Current => Volatile.Read(ref _current);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
            {
                logger.LogWarning(failure, "Cannot follow the database's commits; trying again.");
                Interlocked.Increment(ref _current);
                await Task.Delay(RetryAfter, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        await using (var listen = new NpgsqlCommand("listen portal_changed", connection))
            await listen.ExecuteNonQueryAsync(stoppingToken);
        await using var look = new NpgsqlCommand(Heads, connection);
        var seen = "";
        while (!stoppingToken.IsCancellationRequested)
        {
            var isNotified = await connection.WaitAsync(LookEvery, stoppingToken);
            var heads = (string?)await look.ExecuteScalarAsync(stoppingToken) ?? "";
            if (!isNotified && heads == seen) continue;
            seen = heads;
            Interlocked.Increment(ref _current);
            await Task.Delay(AdvanceAtMostEvery, stoppingToken);
        }
    }
}
