using System.Security.Cryptography;
using System.Text.Json;
using CitizenBonds.Data;
using CitizenBonds.Data.Commands;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CitizenBonds.Application.Commands;

/// <summary>
/// Owns begin, key, run, commit and roll back for every use case that changes something. A refusal leaves nothing
/// behind, not even the key; the same key with the same input answers what it answered before.
/// </summary>
public sealed class CommandRunner(IDbContextFactory<PortalContext> contexts)
{
    /// <summary>Deadlocks and lost races are tried again; the key makes that safe.</summary>
    public const int AttemptsMax = 5;

    public async Task<Outcome<T>> RunAsync<T>(
        Command command,
        Func<PortalContext, CancellationToken, Task<Outcome<T>>> work,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(command, work, isDry: false, cancellationToken);
            }
            catch (Exception failure) when (attempt < AttemptsMax && IsTransient(failure))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            catch (DbUpdateConcurrencyException)
            {
                return Refusal.Of(CommandRefusal.ChangedMeanwhile);
            }
        }
    }

    /// <summary>The same path ending in a roll back: what would come of it now.</summary>
    public Task<Outcome<T>> TryOutAsync<T>(
        Command command,
        Func<PortalContext, CancellationToken, Task<Outcome<T>>> work,
        CancellationToken cancellationToken) =>
        RunOnceAsync(command, work, isDry: true, cancellationToken);

    private async Task<Outcome<T>> RunOnceAsync<T>(
        Command command,
        Func<PortalContext, CancellationToken, Task<Outcome<T>>> work,
        bool isDry,
        CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        // What fails ends the whole command, so a way back into the middle of it would be paid for and never used.
        portal.Database.AutoSavepointsEnabled = false;
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        var digest = Digest(command);
        if (!await ClaimAsync(portal, command, digest, cancellationToken))
            return await RepeatAsync<T>(portal, command, digest, cancellationToken);

        var outcome = await work(portal, cancellationToken);
        if (outcome is not Outcome<T>.Done done || isDry) return outcome;

        await portal.SaveChangesAsync(cancellationToken);
        await RecordAsync(portal, command, done.Value, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return outcome;
    }

    /// <remarks>A second command with the same key waits here for the first to end.</remarks>
    private static async Task<bool> ClaimAsync(
        PortalContext portal, Command command, byte[] digest, CancellationToken cancellationToken) =>
        await portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.commands (key, digest, outcome, actor, name, recorded_at)
            values ({command.Key}, {digest}, 'null'::jsonb, {command.Actor}, {command.Name}, {command.Now.UtcDateTime})
            on conflict (key) do nothing
            """,
            cancellationToken) == 1;

    private static async Task<Outcome<T>> RepeatAsync<T>(
        PortalContext portal, Command command, byte[] digest, CancellationToken cancellationToken)
    {
        CommandRow earlier = await portal.Commands.AsNoTracking()
            .SingleAsync(row => row.Key == command.Key, cancellationToken);
        if (!digest.AsSpan().SequenceEqual(earlier.Digest)) return Refusal.Of(CommandRefusal.KeyReusedWithOtherInput);
        var value = JsonSerializer.Deserialize<T>(earlier.Outcome)
            ?? throw new InvalidOperationException($"The outcome of {command.Key} cannot be read.");
        return new Outcome<T>.Done(value, IsRepeat: true);
    }

    private static Task<int> RecordAsync<T>(
        PortalContext portal, Command command, T value, CancellationToken cancellationToken) =>
        portal.Database.GetDbConnection().ExecuteAsync(new CommandDefinition(
            """
            update portal.commands set outcome = cast(@Outcome as jsonb) where key = @Key;
            select pg_notify('portal_changed', '')
            """,
            new { Outcome = JsonSerializer.Serialize(value), command.Key },
            portal.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken));

    private static byte[] Digest(Command command) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { command.Name, command.Actor, command.Input }));

    private static bool IsTransient(Exception failure) => failure switch
    {
        PostgresException postgres => postgres.SqlState
            is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        DbUpdateConcurrencyException => false,
        DbUpdateException { InnerException: { } inner } => IsTransient(inner),
        _ => false,
    };
}
