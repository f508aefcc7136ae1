using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Home;

/// <summary>
/// The first page: three figures, what can be bought now, what the ledger did last, and how to check it.
/// </summary>
/// <param name="Covered">Proceeds booked against named deficits and projects.</param>
/// <param name="Outstanding">Face value of all tokens that citizens hold: what is owed.</param>
/// <param name="PaidToCitizens">Coupons and redemptions paid so far.</param>
/// <param name="PaymentsMade">Coupons and redemptions that were paid in full.</param>
/// <param name="PaymentsOnTime">Those of them that were never in default.</param>
public sealed record HomeView(
    Money Covered,
    Money Outstanding,
    Money PaidToCitizens,
    int PaymentsMade,
    int PaymentsOnTime,
    IReadOnlyList<BondLine> OpenNow,
    IReadOnlyList<LedgerLine> Latest,
    BlockView? Head);

public sealed class HomeQueries(IDbContextFactory<PortalContext> contexts, BondQueries bonds, LedgerQueries ledger)
{
    private const int OpenBondsMax = 8;
    private const int LatestLines = 8;

    public async Task<HomeView> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var covered = await portal.Accounts.Where(row => row.Kind == AccountKind.Purpose)
            .SumAsync(row => row.Credits - row.Debits, cancellationToken);
        var outstanding = await portal.Issues
            .Where(issue => issue.State == IssueState.Live && issue.Product == BondProduct.FixedIncome)
            .Join(portal.Allotments, issue => issue.Id, allotment => allotment.IssueId,
                (issue, allotment) => issue.DenominationYen * allotment.AllottedTokens)
            .SumAsync(cancellationToken);
        var paid = portal.PaymentRuns.Where(run => run.State == PaymentRunState.Paid);
        var open = await bonds.FindAsync(new BondFilter(OpenOnly: true), now, cancellationToken);
        var latest = await ledger.FindAsync(new LedgerFilter(), LatestLines, cancellationToken);
        return new HomeView(
            Money.FromYen(covered),
            Money.FromYen(outstanding),
            Money.FromYen(await portal.PaymentRuns.SumAsync(run => run.PaidYen, cancellationToken)),
            await paid.CountAsync(cancellationToken),
            await paid.CountAsync(run => run.DefaultedAt == null, cancellationToken),
            [.. open.Take(OpenBondsMax)],
            latest.Lines,
            await ledger.HeadAsync(cancellationToken));
    }
}
