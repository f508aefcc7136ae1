using CitizenBonds.Application.Ledger;
using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>The public page of one bond.</summary>
public sealed class BondPageQueries(IDbContextFactory<PortalContext> contexts, LedgerQueries ledger)
{
    private const int LedgerLines = 10;
    private const int LargestHoldings = 10;
    private const int BidsShown = 100;

    /// <returns>Null when there is no such bond, or it is not announced.</returns>
    public async Task<BondPageView?> FindAsync(string isin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var bond = await BondQueries.Joined(portal)
            .SingleOrDefaultAsync(row => row.Issue.Isin == isin, cancellationToken);
        if (bond is null) return null;
        var issue = bond.Issue;
        var holdings = await HoldingsAsync(portal, issue, cancellationToken);
        return new BondPageView
        {
            Line = BondLine.Of(issue, bond.Issuer, bond.Purpose, now),
            Cfi = issue.Cfi ?? "",
            DayCount = issue.DayCount,
            Calendar = issue.Calendar,
            PaymentsPerYear = issue.PaymentsPerYear,
            RecordDaysBefore = issue.RecordDaysBefore,
            Minimum = Quantity.FromTokens(issue.MinimumTokens),
            Multiple = Quantity.FromTokens(issue.MultipleTokens),
            ResidentsFirst = issue.ResidentsFirst,
            CrowdMinimum = issue.CrowdMinimumTokens is { } tokens ? Quantity.FromTokens(tokens) : null,
            SettlesAt = issue.SettlesAt,
            TermsHash = Convert.ToHexStringLower(issue.TermsHash ?? []),
            DrawCommitment = Convert.ToHexStringLower(issue.DrawCommitment ?? []),
            PurposeFiscalYear = bond.Purpose.FiscalYear,
            PurposeAmount = Money.FromYen(bond.Purpose.AmountYen),
            PurposeCovered = Money.FromYen(await CoveredAsync(portal, bond.Purpose.AccountId, cancellationToken)),
            Demand = Quantity.FromTokens(await DemandAsync(portal, issue, cancellationToken)),
            Outstanding = Quantity.FromTokens(holdings.Sum()),
            Holders = holdings.Count,
            LargestHoldings = [.. holdings.Take(LargestHoldings)],
            TenThousandYen = BondArithmetic.WhatBecomesOf(Money.FromYen(BondArithmetic.RoundSumYen), issue),
            Payments = await BondPayments.ForAsync(portal, issue, cancellationToken),
            Allotment = await AllotmentAsync(portal, issue, cancellationToken),
            Auction = await AuctionAsync(portal, issue, cancellationToken),
            Events = await EventsAsync(portal, issue, cancellationToken),
            Filings = await FilingsAsync(portal, issue, cancellationToken),
            Ledger = (await ledger.FindAsync(new LedgerFilter(Isin: isin), LedgerLines, cancellationToken)).Lines,
        };
    }

    private static Task<long> CoveredAsync(PortalContext portal, long accountId, CancellationToken cancellationToken) =>
        portal.Accounts.Where(row => row.Id == accountId).Select(row => row.Credits - row.Debits)
            .SingleAsync(cancellationToken);

    private static Task<long> DemandAsync(PortalContext portal, IssueRow issue, CancellationToken cancellationToken) =>
        portal.Applications
            .Where(row => row.IssueId == issue.Id && row.State == ApplicationState.Active
                && issue.SaleMethod == SaleMethod.FixedPrice) // An auction is sealed until it is settled.
            .SumAsync(row => row.Quantity, cancellationToken);

    private static Task<List<long>> HoldingsAsync(
        PortalContext portal, IssueRow issue, CancellationToken cancellationToken) =>
        portal.Accounts
            .Where(row => row.AssetId == issue.AssetId && row.Kind == AccountKind.Holding && row.Credits > row.Debits)
            .Select(row => row.Credits - row.Debits)
            .OrderByDescending(tokens => tokens)
            .ToListAsync(cancellationToken);

    private static async Task<AllotmentView?> AllotmentAsync(
        PortalContext portal, IssueRow issue, CancellationToken cancellationToken)
    {
        var row = await portal.Allotments.AsNoTracking()
            .SingleOrDefaultAsync(a => a.IssueId == issue.Id, cancellationToken);
        return row is null
            ? null
            : new AllotmentView(
                row.DemandTokens, row.AllottedTokens, row.CeilingTokens, row.DrawnTokens, row.Applicants,
                Convert.ToHexStringLower(row.Seed), row.DecidedAt);
    }

    private static async Task<AuctionView?> AuctionAsync(
        PortalContext portal, IssueRow issue, CancellationToken cancellationToken)
    {
        if (issue is not { ReservePriceYen: { } reserve, RetailReservePpm: { } retail }) return null;
        var result = await portal.AuctionResults.AsNoTracking()
            .SingleOrDefaultAsync(row => row.IssueId == issue.Id, cancellationToken);
        var bids = result is null
            ? []
            : await portal.AuctionBids.AsNoTracking()
                .Where(row => row.IssueId == issue.Id && row.State != BidState.Withdrawn)
                .OrderByDescending(row => row.PriceYen).ThenBy(row => row.Id)
                .Take(BidsShown)
                .Select(row => new AuctionBidLine(
                    row.Id, row.BidderId, Money.FromYen(row.PriceYen), row.Quantity, row.AwardedQuantity ?? 0))
                .ToListAsync(cancellationToken);
        return new AuctionView(
            Money.FromYen(issue.PriceYen),
            Money.FromYen(reserve),
            Rate.FromPerMillion(retail),
            result is null ? null : AuctionOutcome.Of(result),
            bids);
    }

    private static Task<List<IssueEventView>> EventsAsync(
        PortalContext portal, IssueRow issue, CancellationToken cancellationToken) =>
        portal.IssueEvents.Where(row => row.IssueId == issue.Id && row.Kind >= IssueEventKind.Announced)
            .OrderBy(row => row.Id)
            .Select(row => new IssueEventView(row.Kind, row.HappenedAt, row.Note))
            .ToListAsync(cancellationToken);

    private static Task<List<FilingView>> FilingsAsync(
        PortalContext portal, IssueRow issue, CancellationToken cancellationToken) =>
        portal.Filings.Where(row => row.IssueId == issue.Id)
            .OrderByDescending(row => row.Id)
            .Select(row => new FilingView(row.Id, row.Kind, row.Version, row.FiledAt, row.DueOn, row.Body))
            .ToListAsync(cancellationToken);
}
