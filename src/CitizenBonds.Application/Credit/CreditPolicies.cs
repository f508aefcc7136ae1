using System.Text.Json;
using CitizenBonds.Data;
using CitizenBonds.Domain.Credit;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Credit;

/// <summary>The credit policy in force and its published form.</summary>
public static class CreditPolicies
{
    /// <summary>Writes the version down the first time it is used, so that issues can refer to it.</summary>
    public static async Task<CreditPolicy> EnsurePublishedAsync(
        PortalContext portal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var policy = CreditPolicy.Default;
        var body = JsonSerializer.Serialize(Publish(policy));
        await portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.credit_policies (version, effective_from, body, published_at)
            values ({policy.Version}, {policy.EffectiveFrom}, cast({body} as jsonb), {now.UtcDateTime})
            on conflict (version) do nothing
            """,
            cancellationToken);
        return policy;
    }

    private static object Publish(CreditPolicy policy) => new
    {
        required = policy.Required.Select(indicator => indicator.ToString()),
        lines = policy.Lines.Select(line => new
        {
            indicator = line.Indicator.ToString(),
            percent = (line.Threshold as LineThreshold.Fixed)?.Percent,
            byFiscalScalePlus = (line.Threshold as LineThreshold.ByFiscalScale)?.AddedPercent,
            tier = line.Tier.ToString(),
            origin = line.Origin.ToString(),
            appliesTo = line.AppliesTo.Select(kind => kind.ToString()),
            source = line.Source,
        }),
        tiers = policy.Tiers.Select(terms => new
        {
            tier = terms.Tier.ToString(),
            outstandingSharePpm = terms.OutstandingShareMax.PerMillion,
            newPerYearSharePpm = terms.NewPerYearShareMax.PerMillion,
            needsTreasuryPermission = terms.NeedsTreasuryPermission,
            purposes = terms.PurposesAllowed.Select(purpose => purpose.ToString()),
            spread = terms.Spread.Points.Select(point => new { point.TenorMonths, ppm = point.Spread.PerMillion }),
        }),
    };
}
