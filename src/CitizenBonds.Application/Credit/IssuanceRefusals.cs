using CitizenBonds.Application.Commands;
using CitizenBonds.Domain.Credit;

namespace CitizenBonds.Application.Credit;

/// <summary>A refused review with the figures its sentence needs.</summary>
public static class IssuanceRefusals
{
    /// <returns>Null when the review lets the issue pass.</returns>
    public static Refusal? Of(IssuanceReview review)
    {
        if (review.Refusal is not { } refusal) return null;
        if (refusal == IssuanceRefusal.MissingData) return Missing(review.Assessment);
        var rated = (CreditAssessment.Rated)review.Assessment; // Only a rated issuer is refused for another reason.
        if (refusal == IssuanceRefusal.TierForbidsNewIssue) return Refusal.Of(refusal, LineOf(rated));
        var limit = review.Limit!; // A rated issuer with a scale has a limit.
        return Refusal.Of(
            refusal,
            ("tier", rated.Tier.ToString()),
            ("limit", refusal == IssuanceRefusal.AboveYearlyLimit ? limit.NewPerYearMax : limit.OutstandingMax),
            ("largest", review.LargestNewIssue));
    }

    private static (string Name, object Value)[] LineOf(CreditAssessment.Rated rated) =>
    [
        ("tier", rated.Tier.ToString()),
        ("indicator", rated.Deciding.Line.Indicator),
        ("value", rated.Deciding.Value),
        ("line", rated.Deciding.LinePercent),
        ("origin", rated.Deciding.Line.Origin),
    ];

    private static Refusal Missing(CreditAssessment assessment)
    {
        var missing = assessment is CreditAssessment.MissingData data
            ? data.Missing
            : [CreditIndicator.StandardFiscalScale];
        return Refusal.Of(IssuanceRefusal.MissingData, ("missing", missing));
    }
}
