using CitizenBonds.Application.Ledger;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CitizenBonds.Application.Offerings;

/// <summary>The public page of one bond.</summary>
public sealed class BondPageQueries(IDbContextFactory<PortalContext> contexts)
{
    private const int LedgerLines = 10;
    private const int BidsShown = 100;

    // Compiled once: to look the translation up costs as much as to run it.
    private static readonly Func<PortalContext, string, Task<JoinedBond?>> ByIsin = EF.CompileAsyncQuery(
        (PortalContext portal, string isin) => (
            from issue in portal.Issues.AsNoTracking()
            where issue.Isin == isin
            join issuer in portal.Issuers on issue.IssuerId equals issuer.Id
            join purpose in portal.Purposes on issue.PurposeId equals purpose.Id
            select new JoinedBond { Issue = issue, Issuer = issuer, Purpose = purpose }).SingleOrDefault());

    /// <returns>Null when there is no such bond, or it is not announced.</returns>
    public async Task<BondPageView?> FindAsync(string isin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var bond = await ByIsin(portal, isin);
        if (bond is null || !BondQueries.PublicStates.Contains(bond.Issue.State)) return null;
        var issue = bond.Issue;
        await portal.Database.OpenConnectionAsync(cancellationToken);
        var facts = await BondPageReader.ReadAsync(
            (NpgsqlConnection)portal.Database.GetDbConnection(), issue, bond.Purpose.AccountId, cancellationToken);
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
            PurposeCovered = Money.FromYen(facts.CoveredYen),
            Demand = DemandOf(issue, facts),
            Outstanding = Quantity.FromTokens(facts.HeldTokens),
            Holders = facts.Holders,
            LargestHoldings = facts.LargestHoldings,
            TenThousandYen = BondArithmetic.WhatBecomesOf(Money.FromYen(BondArithmetic.RoundSumYen), issue),
            Payments = BondPayments.Of(issue, facts.Payments),
            Allotment = ToView(facts.Allotment),
            Auction = await AuctionAsync(portal, issue, cancellationToken),
            Events = facts.Events.ConvertAll(row => new IssueEventView(row.Kind, row.HappenedAt, row.Note)),
            Filings = facts.Filings.ConvertAll(ToView),
            Ledger = await LedgerQueries.LatestOfAsync(portal, issue.Id, LedgerLines, cancellationToken),
        };
    }

    /// <remarks>An auction is sealed until it is settled.</remarks>
    private static Quantity DemandOf(IssueRow issue, BondPageFacts facts) =>
        issue.SaleMethod == SaleMethod.FixedPrice ? Quantity.FromTokens(facts.DemandTokens) : Quantity.Zero;

    private static AllotmentView? ToView(AllotmentRow? row) => row is null
        ? null
        : new AllotmentView(
            row.DemandTokens, row.AllottedTokens, row.CeilingTokens, row.DrawnTokens, row.Applicants,
            Convert.ToHexStringLower(row.Seed), row.DecidedAt);

    private static FilingView ToView(FilingRow row) =>
        new(row.Id, row.Kind, row.Version, row.FiledAt, row.DueOn, row.Body);

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
}
