using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Payments;

/// <summary>Pays what is left of a started run, two steps at a time.</summary>
public sealed class PaySteps(IDbContextFactory<PortalContext> contexts, PayHolders pay)
{
    /// <summary>While one lane books its transfers behind the head of the ledger, the other adds to balances.</summary>
    private const int Lanes = 2;

    public async Task ExecuteAsync(long runId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(
            await UnpaidAsync(runId, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken },
            async (step, token) => await pay.ExecuteAsync(runId, step, now, token));

    private async Task<IReadOnlyList<int>> UnpaidAsync(long runId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await PaymentHolders.UnpaidStepsAsync(portal, runId, cancellationToken);
    }
}
