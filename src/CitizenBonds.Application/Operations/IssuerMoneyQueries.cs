using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Payments;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Operations;

/// <summary>What an issuer's staff needs to have enough money on the account in time.</summary>
public sealed class IssuerMoneyQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int PaymentsMax = 12;
    public const int DepositsMax = 20;

    public async Task<IssuerMoneyView> ReadAsync(
        long issuerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var issuer = await portal.Issuers.AsNoTracking().SingleAsync(row => row.Id == issuerId, cancellationToken);
        var account = await AccountBook.FindAsync(portal, AccountPlan.IssuerCash(issuerId), cancellationToken);
        var cash = await portal.Accounts.Where(row => row.Id == account)
            .Select(row => row.Credits - row.Debits).SingleOrDefaultAsync(cancellationToken);
        var deposits = await portal.BankMovements.AsNoTracking()
            .Where(row => row.OwnerKind == AccountOwner.Issuer && row.OwnerId == issuerId)
            .OrderByDescending(row => row.Id).Take(DepositsMax)
            .Select(row => new BankMovementLine(
                row.Id, row.Direction, Money.FromYen(row.AmountYen), row.State, row.PaymentReference, row.RequestedAt,
                row.Refusal))
            .ToListAsync(cancellationToken);
        return new IssuerMoneyView(
            new(issuer.NameJa, issuer.NameEn),
            Money.FromYen(cash),
            await PaymentsAsync(portal, issuerId, now, cancellationToken),
            deposits);
    }

    private static async Task<IReadOnlyList<IssuerPayment>> PaymentsAsync(
        PortalContext portal, long issuerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await (
            from run in portal.PaymentRuns.AsNoTracking()
            join issue in portal.Issues on run.IssueId equals issue.Id
            where issue.IssuerId == issuerId
                && (run.State == PaymentRunState.Scheduled || run.State == PaymentRunState.Defaulted)
            orderby run.DueAt, run.Id
            select new { Run = run, Issue = issue }).Take(PaymentsMax).ToListAsync(cancellationToken);
        var payments = new List<IssuerPayment>(rows.Count);
        foreach (var row in rows)
        {
            // Who holds at the record date is paid; until then, who holds now.
            var recordAt = row.Run.RecordAt < now ? row.Run.RecordAt : now;
            var holders = await PaymentHolders.CountByQuantityAsync(
                portal, row.Run.Kind, row.Issue.Id, row.Issue.AssetId ?? 0, recordAt, cancellationToken);
            var amounts = new PaymentAmounts(IssueTerms.ScheduleOf(row.Issue), row.Run);
            payments.Add(new IssuerPayment(
                row.Issue.Isin ?? "",
                new(row.Issue.TitleJa, row.Issue.TitleEn),
                row.Run.Kind,
                row.Run.DueAt,
                Money.FromYen(holders.Sum(held => checked(held.Value * amounts.YenFor(held.Key)))),
                row.Run.State == PaymentRunState.Defaulted));
        }

        return payments;
    }
}
