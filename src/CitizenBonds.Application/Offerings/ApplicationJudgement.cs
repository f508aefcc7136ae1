using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>Gathers the facts an application is judged by.</summary>
internal static class ApplicationJudgement
{
    /// <param name="quantity">Zero or more.</param>
    /// <param name="heldYen">What the application being changed holds; zero for a new one.</param>
    public static async Task<ApplicationRequest> RequestAsync(
        PortalContext portal,
        InvestorRow investor,
        IssueRow issue,
        long quantity,
        long heldYen,
        CancellationToken cancellationToken)
    {
        var cash = await portal.Accounts
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investor.Id
                && row.AssetId == AccountBook.Yen && row.Kind == AccountKind.Cash)
            .Select(row => new { row.Id, Balance = row.Credits - row.Debits })
            .SingleOrDefaultAsync(cancellationToken);
        var hasCoupon = cash is not null && await HasReceivedCouponAsync(portal, cash.Id, cancellationToken);
        return new ApplicationRequest
        {
            Quantity = Quantity.FromTokens(quantity),
            Price = Money.FromYen(issue.PriceYen),
            Sale = IssueTerms.SaleOf(issue),
            EachMax = issue.SaleMethod == SaleMethod.Auction ? IssueTerms.AuctionOf(issue).RetailEachMax : null,
            OpensAt = issue.SaleOpensAt,
            ClosesAt = issue.SaleClosesAt,
            Investor = StandingOf(investor, hasCoupon),
            Committed = Money.Zero, // One application per person and sale, and no token exists before it settles.
            AvailableCash = Money.FromYen((cash?.Balance ?? 0) + heldYen),
        };
    }

    public static InvestorStanding StandingOf(InvestorRow investor, bool hasReceivedCoupon) => new()
    {
        IsIdentityChecked = investor.IdentityState == IdentityState.Approved,
        TestPassedOn = investor.KnowledgePassedAt is { } passedAt ? PortalTime.DayOf(passedAt) : null,
        HasSeenLossSimulation = investor.LossSimulationSeenAt is not null,
        HasReceivedCoupon = hasReceivedCoupon,
        IsProfessional = investor.Kind != InvestorKind.Citizen,
        DeclaredNetAssets = investor.DeclaredNetAssetsYen > 0 ? Money.FromYen(investor.DeclaredNetAssetsYen) : null,
    };

    public static Task<bool> HasReceivedCouponAsync(
        PortalContext portal, long cashAccountId, CancellationToken cancellationToken) =>
        TransferRanges.HavePaidAsync(portal, cashAccountId, LedgerReason.CouponPaid, cancellationToken);

    /// <summary>
    /// Of the municipality itself, of a municipality in the prefecture, or anybody where the nation issues.
    /// </summary>
    public static async Task<bool> IsResidentAsync(
        PortalContext portal, InvestorRow investor, IssueRow issue, CancellationToken cancellationToken)
    {
        if (investor.ResidenceIssuerId is not { } residence) return false;
        if (residence == issue.IssuerId) return true;
        var places = await portal.Issuers
            .Where(row => row.Id == residence || row.Id == issue.IssuerId)
            .Select(row => new { row.Id, row.Kind, row.Prefecture })
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var issuer = places[issue.IssuerId];
        return issuer.Kind == IssuerKind.NationalGovernment
            || (issuer.Kind == IssuerKind.Prefecture && issuer.Prefecture == places[residence].Prefecture);
    }
}
