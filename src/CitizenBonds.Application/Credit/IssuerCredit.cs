using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Credit;

/// <summary>What the limits of an issuer are measured by, read within the caller's transaction.</summary>
/// <param name="Indicators">All years, newest version of each, latest first.</param>
/// <param name="Outstanding">Face value of live issues and of those on the way.</param>
/// <param name="NewInYear">Face value of the issues dated in the fiscal year asked about, redeemed ones
/// included.</param>
public sealed record IssuerCredit(
    IssuerRow Issuer, IReadOnlyList<IndicatorRow> Indicators, Money Outstanding, Money NewInYear)
{
    private static readonly IssueState[] Counted =
        [IssueState.Submitted, IssueState.AwaitingTreasury, IssueState.Announced, IssueState.Live];

    /// <summary>Null when nothing was ever published of this issuer.</summary>
    public FiscalIndicators? Latest =>
        Indicators.Count == 0 ? null : IndicatorReading.Of(Indicators[0], Issuer.Kind);

    /// <summary>Null for the nation, which the policy does not cover, and without indicators.</summary>
    public CreditAssessment? Assess(CreditPolicy policy) =>
        Issuer.Kind == IssuerKind.NationalGovernment || Latest is not { } latest ? null : policy.Assess(latest);

    /// <summary>The limits read for one issue more; null where there is no assessment.</summary>
    public IssuanceReview? Review(CreditPolicy policy, Money faceValue) =>
        Assess(policy) is null
            ? null
            : IssuanceReview.For(policy, Latest!, new IssuanceProposal // Not null: it was assessed.
            {
                FaceValue = faceValue,
                Outstanding = Outstanding,
                NewThisYear = NewInYear,
            });

    /// <param name="fiscalYear">April to March, by issue date.</param>
    /// <param name="exceptIssueId">The issue being decided; null for none.</param>
    /// <returns>Null when there is no such issuer.</returns>
    public static async Task<IssuerCredit?> LoadAsync(
        PortalContext portal, long issuerId, int fiscalYear, long? exceptIssueId, CancellationToken cancellationToken)
    {
        var issuer = await portal.Issuers.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == issuerId, cancellationToken);
        if (issuer is null) return null;
        var indicators = await portal.Indicators.AsNoTracking()
            .Where(row => row.IssuerId == issuerId).ToListAsync(cancellationToken);
        var issues = await (
            from issue in portal.Issues.AsNoTracking()
            where issue.IssuerId == issuerId && issue.Id != (exceptIssueId ?? 0)
            join allotment in portal.Allotments on issue.Id equals allotment.IssueId into allotments
            from allotment in allotments.DefaultIfEmpty()
            select new
            {
                issue.State,
                issue.IssueDate,
                issue.DenominationYen,
                Tokens = allotment == null ? issue.SizeTokens : allotment.AllottedTokens,
            }).ToListAsync(cancellationToken);
        var outstanding = issues.Where(issue => Counted.Contains(issue.State));
        var inYear = issues.Where(issue =>
            (Counted.Contains(issue.State) || issue.State == IssueState.Redeemed)
            && issue.IssueDate.AddMonths(-3).Year == fiscalYear);
        return new(
            issuer,
            IndicatorReading.Newest(indicators),
            Money.FromYen(outstanding.Sum(issue => issue.DenominationYen * issue.Tokens)),
            Money.FromYen(inYear.Sum(issue => issue.DenominationYen * issue.Tokens)));
    }
}
