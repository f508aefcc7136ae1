using CitizenBonds.Application.Workers;
using CitizenBonds.Chain.Anchoring;
using CitizenBonds.Chain.Custody;
using CitizenBonds.Chain.Following;
using CitizenBonds.Chain.Outbox;
using CitizenBonds.Data.Chain;

namespace CitizenBonds.Chain;

/// <summary>Keeps up with the chain: follows it, looks after what was sent, then plans what is next.</summary>
public sealed class ChainWorker(
    Follower follower, SignerAccounts accounts, Sender sender, AnchorLedger anchoring, Custodian custodian,
    Incidents incidents) : IWorker
{
    public string Name => "chain";

    public TimeSpan Pause => TimeSpan.FromSeconds(1);

    /// <returns>How much was done; zero when everything waits for the chain.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var done = await follower.RunAsync(now, cancellationToken);
            if (await IsOtherChainAsync(cancellationToken)) return 0;
            if (!await accounts.AreThereAsync(now, cancellationToken)) return done;
            done += await anchoring.RunAsync(now, cancellationToken);
            done += await custodian.PlanAsync(now, cancellationToken);
            done += await sender.RunAsync(now, cancellationToken);
            done += await custodian.SettleAsync(now, cancellationToken);
            await incidents.ResolveAsync(ChainIncidentKind.NodeUnreachable, "", now, cancellationToken);
            return done;
        }
        catch (Exception failure) when (IsNodeFailure(failure, cancellationToken))
        {
            // The world fails: everything that matters is kept, and the next run goes on where this one stopped.
            await incidents.ReportAsync(
                ChainIncidentKind.NodeUnreachable, "", failure.Message, now, cancellationToken);
            return 0;
        }
    }

    private Task<bool> IsOtherChainAsync(CancellationToken cancellationToken) =>
        incidents.IsOpenAsync(ChainIncidentKind.OtherChain, "", cancellationToken);

    // A time limit of the client arrives as a cancellation that nobody asked for.
    private static bool IsNodeFailure(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException or System.Text.Json.JsonException
        || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested);
}
