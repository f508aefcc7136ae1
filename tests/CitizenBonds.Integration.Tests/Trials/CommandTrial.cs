using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Trials;

/// <summary>A command that moves money, ready to be sent in a world of its own.</summary>
/// <param name="Send">Takes the idempotency key. A refusal is an answer; a broken connection throws.</param>
internal sealed record ReadyCommand(PortalWorld World, Func<string, Task> Send);

/// <summary>
/// What every command that moves money must stand: sent twice, cut off in the middle, sent by many at once, it leaves
/// behind what it leaves when it is sent once. Each run has a world of its own; worlds are compared whole.
/// </summary>
internal static class CommandTrial
{
    private const int SendersAtOnce = 6;

    /// <summary>Everything the command can have touched; numbers that only count attempts are left out.</summary>
    private const string StateSql = """
        select string_agg(line, E'\n' order by line) from (
            select concat_ws(' ', 'account', kind, owner_kind, owner_id, asset_id, debits, credits)
                from portal.accounts where debits > 0 or credits > 0
            union all select concat_ws(' ', 'transfers', reason, count(*), sum(amount))
                from portal.transfers group by reason
            union all select concat_ws(' ', 'application', investor_id, state, quantity, held_yen, allotted_quantity)
                from portal.applications
            union all select concat_ws(' ', 'issue', state, settled_at is not null) from portal.issues
            union all select concat_ws(' ', 'movement', direction, state, owner_id, amount_yen, refusal)
                from portal.bank_movements
            union all select concat_ws(' ', 'line', state, bank_reference, amount_yen) from identity.bank_lines
            union all select concat_ws(' ', 'notices', kind, count(*)) from portal.notices group by kind
            union all select concat_ws(' ', 'events', kind, count(*)) from portal.application_events group by kind
            union all select concat_ws(' ', 'filings', kind, count(*)) from portal.filings group by kind
            union all select concat_ws(' ', 'deals', direction, count(*), sum(tokens), sum(amount_yen))
                from portal.window_deals group by direction
            union all select concat_ws(' ', 'runs', count(*)) from portal.payment_runs
        ) as lines(line)
        """;

    public static async Task StandAsync(
        Func<Task<ReadyCommand>> prepare, CancellationToken cancellationToken)
    {
        var (untouched, once) = await StateOfAsync(prepare, SendOnceAsync, cancellationToken);
        Assert.NotEqual(untouched, once);
        await AssertAsync(prepare, SendTwiceAsync, untouched, once, cancellationToken);
        await AssertAsync(prepare, CutAndSendAgainAsync, untouched, once, cancellationToken);
        await AssertAsync(prepare, SendAtOnceAsync, untouched, once, cancellationToken);
    }

    private static async Task AssertAsync(
        Func<Task<ReadyCommand>> prepare, Func<ReadyCommand, string, CancellationToken, Task> run, string untouched,
        string once, CancellationToken cancellationToken)
    {
        var (before, after) = await StateOfAsync(prepare, run, cancellationToken);
        Assert.Equal(untouched, before);
        Assert.Equal(once, after);
    }

    private static Task SendOnceAsync(ReadyCommand command, string before, CancellationToken cancellationToken) =>
        command.Send(Citizens.Key());

    private static async Task SendTwiceAsync(ReadyCommand command, string before, CancellationToken cancellationToken)
    {
        var key = Citizens.Key();
        await command.Send(key);
        await command.Send(key);
    }

    private static async Task CutAndSendAgainAsync(
        ReadyCommand command, string before, CancellationToken cancellationToken)
    {
        var key = Citizens.Key();
        await BrokenConnection.CutAsync(
            command.World.ConnectionString, BrokenConnection.AtTheLedger, () => command.Send(key), cancellationToken);
        Assert.Equal(before, await ReadAsync(command.World, cancellationToken));
        await command.Send(key);
    }

    private static Task SendAtOnceAsync(ReadyCommand command, string before, CancellationToken cancellationToken)
    {
        var key = Citizens.Key();
        return Task.WhenAll(Enumerable.Range(0, SendersAtOnce).Select(_ => command.Send(key)));
    }

    private static async Task<(string Before, string After)> StateOfAsync(
        Func<Task<ReadyCommand>> prepare, Func<ReadyCommand, string, CancellationToken, Task> run,
        CancellationToken cancellationToken)
    {
        var command = await prepare();
        await using var world = command.World;
        var before = await ReadAsync(world, cancellationToken);
        await run(command, before, cancellationToken);
        Assert.Empty(await world.AuditAsync(cancellationToken));
        return (before, await ReadAsync(world, cancellationToken));
    }

    private static async Task<string> ReadAsync(PortalWorld world, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(world.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(StateSql, connection);
        return await command.ExecuteScalarAsync(cancellationToken) as string ?? "";
    }
}
