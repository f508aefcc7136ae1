using System.Globalization;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Payments;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// The writing half of a settlement: the record of the allotment and the movements of cash and tokens.
/// </summary>
internal static class SaleSettlement
{
    /// <summary>From the issue date on, for the report on the sale.</summary>
    public const int ReportDays = 21;

    public static void Record(
        PortalContext portal, IssueRow issue, AllotmentResult result, byte[] seed, int applicants, DateTimeOffset now)
    {
        issue.State = IssueState.Live;
        issue.SettledAt = now;
        issue.Version++;
        var drawn = result.Rounds.Sum(round => (long)round.Winners);
        portal.Allotments.Add(new AllotmentRow
        {
            IssueId = issue.Id,
            Seed = seed,
            CeilingTokens = result.Ceiling?.Tokens ?? 0,
            DemandTokens = (long)result.Demand,
            AllottedTokens = result.Allotted.Tokens,
            DrawnTokens = drawn * issue.MultipleTokens,
            Applicants = applicants,
            DecidedAt = now,
        });
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.Settled, now));
        Filings.Add(
            portal,
            issue,
            FilingKind.FinalSaleReport,
            new
            {
                demandTokens = (long)result.Demand,
                allottedTokens = result.Allotted.Tokens,
                proceedsYen = result.Allotted.Tokens * issue.PriceYen,
                applicants,
            },
            dueOn: issue.IssueDate.AddDays(ReportDays),
            now);
        portal.PaymentRuns.AddRange(PaymentPlan.For(issue));
    }

    /// <summary>Cash for tokens, proceeds to the purpose, the rest back: one posting.</summary>
    /// <param name="claims">At most one for each investor; nothing allotted means that all goes back.</param>
    public static async Task PayAsync(
        PortalContext portal,
        IssueRow issue,
        IReadOnlyList<SettledClaim> claims,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var assetId = issue.AssetId
            ?? throw new InvalidOperationException($"Issue {issue.Id} is announced without an asset.");
        var cash = await OpenAsync(portal, claims, AccountPlan.InvestorCash, cancellationToken);
        var hold = await OpenAsync(portal, claims, AccountPlan.InvestorHold, cancellationToken);
        var winners = claims.Where(claim => claim.AllottedTokens > 0).ToList();
        var tokens = await OpenAsync(
            portal, winners, id => AccountPlan.InvestorTokens(id, assetId, cash[id]), cancellationToken);
        var issuerCash = await AccountBook.OpenAsync(portal, AccountPlan.IssuerCash(issue.IssuerId), cancellationToken);
        var issuance = await AccountBook.OpenAsync(portal, AccountPlan.Issuance(issue.Id, assetId), cancellationToken);
        var purpose = await AccountBook.OpenAsync(portal, AccountPlan.PurposeCover(issue.PurposeId), cancellationToken);

        var transfers = new List<NewTransfer>(claims.Count * 3);
        var proceeds = 0L;
        foreach (var claim in claims)
        {
            var price = checked(claim.AllottedTokens * issue.PaidPriceYen);
            var (held, free) = (hold[claim.InvestorId], cash[claim.InvestorId]);
            proceeds += price;
            if (price > 0)
            {
                transfers.Add(new(held, issuerCash, price, LedgerReason.SaleProceeds, claim.Reference, issue.Id));
                transfers.Add(new(
                    issuance, tokens[claim.InvestorId], claim.AllottedTokens, LedgerReason.TokensIssued,
                    claim.Reference, issue.Id));
            }

            var rest = claim.HeldYen - price;
            if (rest > 0)
                transfers.Add(new(held, free, rest, LedgerReason.ApplicationRelease, claim.Reference, issue.Id));
        }

        var covered = string.Create(CultureInfo.InvariantCulture, $"issue {issue.Id}");
        if (proceeds > 0)
            transfers.Add(new(issuerCash, purpose, proceeds, LedgerReason.PurposeCovered, covered, issue.Id));
        await PostOrThrowAsync(portal, transfers, now, cancellationToken);
    }

    private static async Task<Dictionary<long, long>> OpenAsync(
        PortalContext portal,
        IReadOnlyList<SettledClaim> claims,
        Func<long, AccountPlan> plan,
        CancellationToken cancellationToken)
    {
        var investors = claims.Select(claim => claim.InvestorId).ToList();
        var accounts = await AccountBook.OpenAsync(portal, investors.ConvertAll(id => plan(id)), cancellationToken);
        return investors.Zip(accounts).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <remarks>What is held was set aside at application, so a shortfall here means the books are wrong.</remarks>
    private static async Task PostOrThrowAsync(
        PortalContext portal, List<NewTransfer> transfers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await LedgerWriter.PostAsync(portal, transfers, now, cancellationToken) is { } shortfall)
            throw new InvalidOperationException(
                $"Account {shortfall.AccountId} lacks {shortfall.Missing} of what it holds.");
    }
}
