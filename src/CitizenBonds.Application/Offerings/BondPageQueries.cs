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
public sealed class BondPageQueries(
    NpgsqlDataSource database, LedgerQueries ledger, IDbContextFactory<PortalContext> contexts)
{
    private const int BidsShown = 100;

    /// <returns>Null when there is no such bond, or it is not announced.</returns>
    public async Task<BondPageView?> FindAsync(string isin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var facts = await BondPageReader.ReadAsync(database, isin, cancellationToken);
        if (facts is null || !BondQueries.PublicStates.Contains(facts.Issue.State)) return null;
        var (issue, purpose) = (facts.Issue, facts.Purpose);
        return new BondPageView
        {
            Line = BondLine.Of(issue, facts.Issuer, purpose, now),
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
            PurposeFiscalYear = purpose.FiscalYear,
            PurposeAmount = Money.FromYen(purpose.AmountYen),
            PurposeCovered = Money.FromYen(facts.CoveredYen),
            Demand = DemandOf(issue, facts),
            Outstanding = Quantity.FromTokens(facts.HeldTokens),
            Holders = facts.Holders,
            IsMiningBond = facts.IsMiningBond,
            TenThousandYen = BondArithmetic.WhatBecomesOf(Money.FromYen(BondArithmetic.RoundSumYen), issue),
            Payments = BondPayments.Of(issue, facts.Payments),
            Allotment = ToView(facts.Allotment),
            Auction = await AuctionAsync(issue, cancellationToken),
            Events = facts.Events.ConvertAll(row => new IssueEventView(row.Kind, row.HappenedAt, row.Note)),
            Filings = facts.Filings.ConvertAll(ToView),
            Ledger = await ledger.LinesAsync(facts.LatestTransfers, cancellationToken),
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

    private async Task<AuctionView?> AuctionAsync(IssueRow issue, CancellationToken cancellationToken)
    {
        if (issue is not { ReservePriceYen: { } reserve, RetailReservePpm: { } retail }) return null;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
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
