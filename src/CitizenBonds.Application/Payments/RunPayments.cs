using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Payments;

/// <summary>
/// Takes every due run as far as it can go: funded, paid to the last holder, finished; or in default.
/// </summary>
public sealed class RunPayments(
    IDbContextFactory<PortalContext> contexts,
    StartPayment start,
    PaySteps pay,
    FinishPayment finish,
    MarkDefault markDefault,
    MarkIndexMissing markIndex)
{
    private const int RunsPerRoundMax = 100;

    /// <returns>How many runs were finished or newly fell into default.</returns>
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var run in await DueAsync(now, cancellationToken))
            if (await AdvanceAsync(run, now, cancellationToken)) done++;
        return done;
    }

    private async Task<List<PaymentRunRow>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.PaymentRuns.AsNoTracking()
            .Where(run => run.State != PaymentRunState.Paid && run.DueAt <= now)
            .OrderBy(run => run.DueAt).ThenBy(run => run.Id)
            .Take(RunsPerRoundMax)
            .ToListAsync(cancellationToken);
    }

    private async Task<bool> AdvanceAsync(PaymentRunRow run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (run.State != PaymentRunState.Paying)
        {
            var started = await start.ExecuteAsync(run.Id, now, cancellationToken);
            if (started.AsRefusal is { } refusal) return await PublishAsync(run, refusal, now, cancellationToken);
        }

        await pay.ExecuteAsync(run.Id, now, cancellationToken);
        return (await finish.ExecuteAsync(run.Id, now, cancellationToken)).AsRefusal is null;
    }

    /// <returns>True when it was news that the payment cannot be made.</returns>
    private async Task<bool> PublishAsync(
        PaymentRunRow run, Refusal refusal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (run.State != PaymentRunState.Scheduled) return false;
        if (refusal.Is(PaymentRefusal.IssuerCannotPay))
        {
            var missing = (Money)refusal.Arguments["missing"];
            return (await markDefault.ExecuteAsync(run.Id, missing, now, cancellationToken)).AsRefusal is null;
        }

        var isTooOld = refusal.Is(PaymentRefusal.IndexTooOld);
        if (run.IndexFault is not null || (!isTooOld && !refusal.Is(PaymentRefusal.IndexNeverQuoted))) return false;
        var fault = isTooOld ? IndexFault.TooOld : IndexFault.NeverQuoted;
        var metal = (string)refusal.Arguments["metal"];
        return (await markIndex.ExecuteAsync(run.Id, fault, metal, now, cancellationToken)).AsRefusal is null;
    }
}
