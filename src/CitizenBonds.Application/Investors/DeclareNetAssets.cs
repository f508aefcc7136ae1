using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Investors;

/// <param name="Yen">Zero takes a declaration back.</param>
public sealed record DeclareNetAssetsCommand(long Yen);

public sealed record DeclaredNetAssets(long Yen);

/// <summary>Takes what a person declares to own less debts; 5 % of it may go into one issue.</summary>
public sealed class DeclareNetAssets(CommandRunner commands)
{
    public static Money Most { get; } = Money.FromYen(1_000_000_000_000);

    public Task<Outcome<DeclaredNetAssets>> ExecuteAsync(
        DeclareNetAssetsCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(DeclareNetAssets), key, command, actor, now),
            (portal, token) => DeclareAsync(portal, command, actor, token),
            cancellationToken);

    private static async Task<Outcome<DeclaredNetAssets>> DeclareAsync(
        PortalContext portal, DeclareNetAssetsCommand command, Guid actor, CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return Refusal.Of(InvestorRefusal.NotOpened);
        if (command.Yen < 0) return Refusal.Of(NetAssetsRefusal.Negative);
        if (command.Yen > Most.MinorUnits) return Refusal.Of(NetAssetsRefusal.AboveMost, ("most", Most));

        investor.DeclaredNetAssetsYen = command.Yen;
        return new DeclaredNetAssets(command.Yen);
    }
}
