using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>The limits as they bind at submission, approval and permission: each time anew.</summary>
internal static class IssueLimits
{
    public static Task<(CreditTier? Tier, Refusal? Refusal)> CheckAsync(
        PortalContext portal,
        CreditPolicy policy,
        ProposedIssue proposed,
        long issuerId,
        long? issueId,
        CancellationToken cancellationToken) =>
        CheckAsync(
            portal,
            policy,
            issuerId,
            issueId,
            proposed.FaceValue,
            PortalTime.FiscalYearOf(proposed.SettlesAt),
            cancellationToken);

    public static Task<(CreditTier? Tier, Refusal? Refusal)> CheckAsync(
        PortalContext portal, CreditPolicy policy, IssueRow issue, CancellationToken cancellationToken) =>
        CheckAsync(
            portal,
            policy,
            issue.IssuerId,
            issue.Id,
            Money.FromYen(issue.DenominationYen * issue.SizeTokens),
            PortalTime.FiscalYearOf(issue.SettlesAt),
            cancellationToken);

    private static async Task<(CreditTier? Tier, Refusal? Refusal)> CheckAsync(
        PortalContext portal,
        CreditPolicy policy,
        long issuerId,
        long? issueId,
        Money faceValue,
        int fiscalYear,
        CancellationToken cancellationToken)
    {
        var credit = await IssuerCredit.LoadAsync(portal, issuerId, fiscalYear, issueId, cancellationToken);
        if (credit is null || credit.Issuer.Kind == IssuerKind.NationalGovernment)
            return (null, Refusal.Of(OfferingRefusal.NotALocalGovernment));
        if (credit.Review(policy, faceValue) is not { } review)
            return (null, Refusal.Of(IssuanceRefusal.MissingData, ("missing", policy.Required)));
        return (review.Assessment.TierOrNull, IssuanceRefusals.Of(review));
    }
}
