using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Credit;

/// <summary>One fiscal year of an issuer's published figures, with the tier they gave.</summary>
/// <param name="IsScaleAssumed">The standard fiscal scale is a stated assumption, not a published figure.</param>
/// <param name="Tier">Null when data are missing or the policy does not cover the issuer.</param>
public sealed record IndicatorYear(
    FiscalIndicators Figures, bool HasNoFutureBurden, bool IsScaleAssumed, string Source, CreditTier? Tier);

/// <summary>Where an issuer stands on one day.</summary>
/// <param name="Years">Latest first; empty when nothing was published.</param>
/// <param name="Assessment">Of the latest year; null for the nation and without figures.</param>
/// <param name="Limit">Null without a tier or a standard fiscal scale.</param>
/// <param name="Outstanding">Face value of live issues and of those on the way.</param>
/// <param name="NewThisYear">Of the current fiscal year, April to March.</param>
public sealed record CreditStanding(
    long IssuerId,
    string IssuerCode,
    string NameJa,
    string NameEn,
    bool IsInvented,
    IssuerKind Kind,
    IReadOnlyList<IndicatorYear> Years,
    CreditAssessment? Assessment,
    IssuanceLimit? Limit,
    bool NeedsTreasuryPermission,
    int PolicyVersion,
    int FiscalYear,
    Money Outstanding,
    Money NewThisYear);

/// <summary>Indicators, tier, limit and use of one issuer.</summary>
public sealed class CreditStandingQueries(IDbContextFactory<PortalContext> contexts)
{
    /// <returns>Null when there is no such issuer.</returns>
    public async Task<CreditStanding?> OfIssuerAsync(
        long issuerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var fiscalYear = PortalTime.FiscalYearOf(now);
        var credit = await IssuerCredit.LoadAsync(portal, issuerId, fiscalYear, exceptIssueId: null, cancellationToken);
        return credit is null
            ? null
            : Read(credit, await CreditPolicies.InForceAsync(portal, now, cancellationToken), fiscalYear);
    }

    private static CreditStanding Read(IssuerCredit credit, CreditPolicy policy, int fiscalYear)
    {
        var assessment = credit.Assess(policy);
        var terms = assessment?.TierOrNull is { } tier ? policy.TermsOf(tier) : null;
        var scale = credit.Latest?.StandardFiscalScale;
        return new(
            credit.Issuer.Id,
            credit.Issuer.Code,
            credit.Issuer.NameJa,
            credit.Issuer.NameEn,
            credit.Issuer.IsInvented,
            credit.Issuer.Kind,
            [.. credit.Indicators.Select(row =>
            {
                var figures = IndicatorReading.Of(row, credit.Issuer.Kind);
                var isCovered = credit.Issuer.Kind != IssuerKind.NationalGovernment;
                return new IndicatorYear(
                    figures,
                    row.HasNoFutureBurden,
                    row.IsScaleAssumed,
                    row.Source,
                    isCovered ? policy.Assess(figures).TierOrNull : null);
            })],
            assessment,
            terms is not null && scale is { } known ? IssuanceLimit.For(terms, known) : null,
            terms?.NeedsTreasuryPermission ?? false,
            policy.Version,
            fiscalYear,
            credit.Outstanding,
            credit.NewInYear);
    }
}
