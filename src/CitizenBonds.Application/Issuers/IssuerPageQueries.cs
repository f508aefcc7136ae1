using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Issuers;

/// <summary>The public page of one issuer: its figures, its tier, its deficits, its debts and how it paid.</summary>
public sealed class IssuerPageQueries(IDbContextFactory<PortalContext> contexts, BondQueries bonds)
{
    private const int PaymentsMax = 40;
    private const int PurposesMax = 100;

    /// <returns>Null when there is no such issuer.</returns>
    public async Task<IssuerPageView?> FindAsync(
        string code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var policy = await CreditPolicies.InForceAsync(portal, now, cancellationToken);
        var found = await IssuerQueries.ReadAsync(
            portal, portal.Issuers.AsNoTracking().Where(row => row.Code == code), policy, cancellationToken);
        if (found is not [var line]) return null;
        var fiscalYear = PortalTime.FiscalYearOf(now);
        var credit = await IssuerCredit.LoadAsync(portal, line.Id, fiscalYear, null, cancellationToken)
            ?? throw new InvalidOperationException($"Issuer {line.Id} was there a moment ago.");
        var assessment = credit.Assess(policy);
        return new IssuerPageView
        {
            Line = line,
            Years = YearsOf(credit, policy),
            Assessment = assessment,
            PolicyVersion = policy.Version,
            Limit = LimitOf(credit, policy, assessment),
            LimitUsed = credit.Outstanding,
            NewThisYear = credit.NewInYear,
            FiscalYear = fiscalYear,
            Purposes = await PurposesAsync(portal, line.Id, cancellationToken),
            Obligations = await ObligationsAsync(portal, line.Id, cancellationToken),
            Bonds = await bonds.FindAsync(new BondFilter(IssuerCode: code), now, cancellationToken),
            Payments = await PaymentsAsync(portal, line.Id, cancellationToken),
        };
    }

    private static List<IssuerYear> YearsOf(IssuerCredit credit, CreditPolicy policy) =>
    [
        .. credit.Indicators.Select(row => new IssuerYear(
            IndicatorReading.Of(row, credit.Issuer.Kind),
            row.HasNoFutureBurden,
            row.IsScaleAssumed,
            row.Source,
            IssuerQueries.TierOf(policy, credit.Issuer, row))),
    ];

    private static IssuanceLimit? LimitOf(
        IssuerCredit credit, CreditPolicy policy, CreditAssessment? assessment) =>
        assessment?.TierOrNull is { } tier && credit.Latest?.StandardFiscalScale is { } scale
            ? IssuanceLimit.For(policy.TermsOf(tier), scale)
            : null;

    private static async Task<IReadOnlyList<IssuerPurpose>> PurposesAsync(
        PortalContext portal, long issuerId, CancellationToken cancellationToken)
    {
        var covering = (await (
            from issue in portal.Issues.AsNoTracking()
            where issue.IssuerId == issuerId && BondQueries.PublicStates.Contains(issue.State)
            join allotment in portal.Allotments on issue.Id equals allotment.IssueId into allotments
            from allotment in allotments.DefaultIfEmpty()
            orderby issue.Id
            select new
            {
                issue.PurposeId,
                issue.Isin,
                issue.TitleJa,
                issue.TitleEn,
                issue.State,
                Yen = allotment == null ? 0 : (issue.StopOutPriceYen ?? issue.PriceYen) * allotment.AllottedTokens,
            }).ToListAsync(cancellationToken))
            .ToLookup(
                row => row.PurposeId,
                row => new CoveringBond(
                    row.Isin ?? "", new(row.TitleJa, row.TitleEn), Money.FromYen(row.Yen), row.State));
        var rows = await (
            from purpose in portal.Purposes.AsNoTracking()
            where purpose.IssuerId == issuerId
            join account in portal.Accounts on purpose.AccountId equals account.Id
            orderby purpose.FiscalYear descending, purpose.Id descending
            select new { Purpose = purpose, Covered = account.Credits - account.Debits })
            .Take(PurposesMax)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new IssuerPurpose(
            row.Purpose.Id,
            row.Purpose.Kind,
            new(row.Purpose.NameJa, row.Purpose.NameEn),
            row.Purpose.FiscalYear,
            Money.FromYen(row.Purpose.AmountYen),
            Money.FromYen(row.Covered),
            [.. covering[row.Purpose.Id]]));
    }

    private static async Task<IReadOnlyList<Obligation>> ObligationsAsync(
        PortalContext portal, long issuerId, CancellationToken cancellationToken)
    {
        var rows = await (
            from issue in portal.Issues.AsNoTracking()
            where issue.IssuerId == issuerId && issue.State == IssueState.Live
                && issue.Product == BondProduct.FixedIncome // A mining bond is never repaid.
            join allotment in portal.Allotments on issue.Id equals allotment.IssueId
            orderby issue.MaturityDate, issue.Id
            select new
            {
                issue.Isin,
                issue.TitleJa,
                issue.TitleEn,
                Yen = issue.DenominationYen * allotment.AllottedTokens,
                issue.MaturityDate,
            }).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new Obligation(
            row.Isin ?? "", new(row.TitleJa, row.TitleEn), Money.FromYen(row.Yen), row.MaturityDate));
    }

    private static async Task<IReadOnlyList<PastPayment>> PaymentsAsync(
        PortalContext portal, long issuerId, CancellationToken cancellationToken)
    {
        var rows = await (
            from run in portal.PaymentRuns.AsNoTracking()
            join issue in portal.Issues on run.IssueId equals issue.Id
            where issue.IssuerId == issuerId
                && (run.State == PaymentRunState.Paid || run.State == PaymentRunState.Defaulted)
            orderby run.DueAt descending, run.Id descending
            select new { Run = run, issue.Isin })
            .Take(PaymentsMax)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new PastPayment(
            row.Isin ?? "",
            row.Run.Kind,
            row.Run.Number,
            row.Run.DueAt,
            row.Run.State,
            row.Run.TotalYen is { } yen ? Money.FromYen(yen) : null,
            row.Run.FinishedAt,
            row.Run.DefaultedAt));
    }
}
