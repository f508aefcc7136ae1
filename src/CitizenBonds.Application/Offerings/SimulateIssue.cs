using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>The yield of an issue beside what its tier pays over the government. Percent a year.</summary>
/// <param name="Issue">At the sale price, compounded as often as coupons are paid; null when no yield fits.</param>
/// <param name="Government">Par yield at the same tenor.</param>
/// <param name="Spread">Of the tier at that tenor.</param>
public sealed record YieldComparison(DateOnly QuotedOn, decimal? Issue, decimal Government, decimal Spread)
{
    public decimal Expected => Government + Spread;
}

/// <summary>What an issue would mean for its issuer.</summary>
/// <param name="Review">Null where the policy gives no tier.</param>
/// <param name="Refusal">Why it may not be issued; null when it may.</param>
/// <param name="Yield">Null without a curve or a tier.</param>
public sealed record IssueSimulation(
    BondTerms Terms,
    Money Price,
    IssuanceReview? Review,
    Refusal? Refusal,
    YieldComparison? Yield,
    IReadOnlyList<DebtServiceYear> Years)
{
    public Money FaceValue => Terms.Denomination * Terms.IssueSize;

    public Money Proceeds => Price * Terms.IssueSize;

    public Money Interest => Money.FromYen(Years.Sum(year => year.Coupons.MinorUnits));
}

/// <summary>Reckons an issue before it exists: limits used, yield, debt service.</summary>
public sealed class SimulateIssue(IDbContextFactory<PortalContext> contexts)
{
    /// <param name="exceptIssueId">The issue itself when it exists already, so that it is not counted twice.</param>
    public async Task<IssueSimulation> ExecuteAsync(
        long issuerId,
        BondTerms terms,
        Money price,
        long? exceptIssueId,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var policy = await CreditPolicies.InForceAsync(portal, now, cancellationToken);
        var fiscalYear = PortalTime.FiscalYearOf(PortalTime.OpeningOf(terms.IssueDate));
        var credit = await IssuerCredit.LoadAsync(portal, issuerId, fiscalYear, exceptIssueId, cancellationToken);
        var review = credit?.Review(policy, terms.Denomination * terms.IssueSize);
        var curve = await GovernmentCurve.LoadAsync(portal, PortalTime.DayOf(now), cancellationToken);
        var existing = await ExistingAsync(portal, issuerId, exceptIssueId, cancellationToken);
        return new(
            terms,
            price,
            review,
            review is null ? null : IssuanceRefusals.Of(review),
            Compare(policy, review?.Assessment.TierOrNull, curve, terms, price),
            DebtService.ByYear(terms, existing, PortalTime.FiscalYearOf(now)));
    }

    private static YieldComparison? Compare(
        CreditPolicy policy, CreditTier? tier, GovernmentCurve? curve, BondTerms terms, Money price)
    {
        if (tier is not { } known || curve is null) return null;
        var months = Math.Max(
            1,
            ((terms.MaturityDate.Year - terms.IssueDate.Year) * 12)
            + terms.MaturityDate.Month - terms.IssueDate.Month);
        var bond = PricedBond.FromTerms(terms);
        decimal? issue = null;
        if (bond.FindRefusal(terms.IssueDate) is null)
        {
            // Analytics: money leaves exactness here, once, as a price per 100 of face value.
            var per100 = 100d * price.MinorUnits / terms.Denomination.MinorUnits;
            var cashflows = RemainingCashflows.From(bond, terms.IssueDate, YieldConvention.Street);
            var solution = BondYield.YieldFromClean(cashflows, per100);
            if (solution.Refusal is null) issue = (decimal)Math.Round(solution.Yield * 100, 4);
        }

        return new(curve.QuotedOn, issue, curve.ParYieldAt(months), policy.TermsOf(known).Spread.At(months).AsPercent);
    }

    /// <summary>Announced and live issues with the tokens on sale or placed.</summary>
    private static async Task<IReadOnlyList<BondTerms>> ExistingAsync(
        PortalContext portal, long issuerId, long? exceptIssueId, CancellationToken cancellationToken)
    {
        var rows = await (
            from issue in portal.Issues.AsNoTracking()
            where issue.IssuerId == issuerId && issue.Id != (exceptIssueId ?? 0)
                && (issue.State == IssueState.Announced || issue.State == IssueState.Live)
            join allotment in portal.Allotments on issue.Id equals allotment.IssueId into allotments
            from allotment in allotments.DefaultIfEmpty()
            select new { Issue = issue, Tokens = allotment == null ? issue.SizeTokens : allotment.AllottedTokens })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Where(row => row.Tokens > 0)
                .Select(row => IssueTerms.BondOf(row.Issue) with { IssueSize = Quantity.FromTokens(row.Tokens) }),
        ];
    }
}
