using CitizenBonds.Application.Commands;
using CitizenBonds.Data;

namespace CitizenBonds.Application.Investors;

public sealed record SeenLossSimulation(DateTimeOffset SeenAt);

/// <summary>
/// Records that a person was shown what a loss would look like; once is enough. Without it the first order is refused.
/// </summary>
public sealed class SeeLossSimulation(CommandRunner commands)
{
    public Task<Outcome<SeenLossSimulation>> ExecuteAsync(
        Guid actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(SeeLossSimulation), $"see-loss-simulation-{actor:N}", actor, actor, now),
            (portal, token) => SeeAsync(portal, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<SeenLossSimulation>> SeeAsync(
        PortalContext portal, Guid actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return Refusal.Of(InvestorRefusal.NotOpened);

        investor.LossSimulationSeenAt ??= now;
        return new SeenLossSimulation(investor.LossSimulationSeenAt.Value);
    }
}
