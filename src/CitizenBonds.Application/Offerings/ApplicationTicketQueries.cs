using CitizenBonds.Data;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>What a person sees before applying in a sale.</summary>
public sealed class ApplicationTicketQueries(IDbContextFactory<PortalContext> contexts)
{
    /// <returns>Null when the person is no investor, or there is no announced issue with this ISIN.</returns>
    public async Task<ApplicationTicket?> FindAsync(
        Guid userId, string isin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await portal.Investors.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserId == userId, cancellationToken);
        var issue = await portal.Issues.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Isin == isin && row.State == IssueState.Announced, cancellationToken);
        return investor is null || issue is null
            ? null
            : await TicketAsync(portal, investor, issue, now, cancellationToken);
    }

    private static async Task<ApplicationTicket> TicketAsync(
        PortalContext portal,
        InvestorRow investor,
        IssueRow issue,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var issuer = await portal.Issuers.AsNoTracking().SingleAsync(
            row => row.Id == issue.IssuerId, cancellationToken);
        var application = await portal.Applications.AsNoTracking().SingleOrDefaultAsync(
            row => row.IssueId == issue.Id && row.InvestorId == investor.Id && row.State == ApplicationState.Active,
            cancellationToken);
        var draft = await portal.ApplicationDrafts.AsNoTracking().SingleOrDefaultAsync(
            row => row.IssueId == issue.Id && row.InvestorId == investor.Id, cancellationToken);
        var held = application?.HeldYen ?? 0;
        var request = await ApplicationJudgement.RequestAsync(
            portal, investor, issue, application?.Quantity ?? 0, held, cancellationToken);
        return new ApplicationTicket
        {
            IssueId = issue.Id,
            Isin = issue.Isin ?? "",
            Title = new(issue.TitleJa, issue.TitleEn),
            Issuer = new(issuer.NameJa, issuer.NameEn),
            Price = Money.FromYen(issue.PriceYen),
            SaleMethod = issue.SaleMethod,
            Denomination = Money.FromYen(issue.DenominationYen),
            Coupon = Rate.FromPerMillion(issue.CouponPpm),
            Tier = issue.Tier,
            Product = issue.Product,
            MaturityDate = issue.MaturityDate,
            SettlesAt = issue.SettlesAt,
            Request = request,
            Applied = application is null ? null : Quantity.FromTokens(application.Quantity),
            FreeCash = request.AvailableCash - Money.FromYen(held),
            Draft = draft is null ? null : new ApplicationDraft(issue.Id, draft.QuantityText, draft.IsInYen),
            Terms = IssueTerms.BondOf(issue),
            Now = now,
        };
    }
}
