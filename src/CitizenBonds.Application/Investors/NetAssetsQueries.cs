using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Investors;

/// <summary>What a person declared, and how much of one issue it allows.</summary>
/// <param name="Declared">Null when nothing is declared.</param>
/// <param name="First">Limit for one issue until the first coupon, whatever the phase now.</param>
/// <param name="Second">Limit for one issue after it.</param>
public sealed record NetAssetsView(EntryPhase Phase, Money? Declared, Money First, Money Second);

/// <summary>A person's declaration of net assets beside the limits it yields.</summary>
public sealed class NetAssetsQueries(IDbContextFactory<PortalContext> contexts)
{
    /// <summary>A limit also never exceeds the issue; here no issue is in view.</summary>
    private static readonly Money AnyVolume = Money.FromYen(long.MaxValue);

    public async Task<NetAssetsView> FindAsync(Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await portal.Investors.AsNoTracking()
            .SingleAsync(row => row.UserId == userId, cancellationToken);
        var cash = await portal.Accounts
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investor.Id
                && row.AssetId == AccountBook.Yen && row.Kind == AccountKind.Cash)
            .Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);
        var hasCoupon = cash is { } id
            && await ApplicationJudgement.HasReceivedCouponAsync(portal, id, cancellationToken);
        var standing = ApplicationJudgement.StandingOf(investor, hasCoupon);
        var limits = PhasedEntry.Default;
        return new NetAssetsView(
            limits.PhaseOf(standing, PortalTime.DayOf(now)),
            standing.DeclaredNetAssets,
            limits.LimitPerIssue(EntryPhase.First, standing.DeclaredNetAssets, AnyVolume),
            limits.LimitPerIssue(EntryPhase.Second, standing.DeclaredNetAssets, AnyVolume));
    }
}
