using System.Text;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Mining;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Mining;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// The last step of every approval: the terms are written down, hashed and frozen; the series gets its number and its
/// account; the notice is filed and the draw committed to.
/// </summary>
internal static class AnnounceIssue
{
    private const int NoticeDays = 30;

    public static async Task AnnounceAsync(
        PortalContext portal, IssueRow issue, DateTimeOffset now, CancellationToken cancellationToken,
        PureMiningSeriesRow? mining = null)
    {
        var issuer = await portal.Issuers.AsNoTracking()
            .SingleAsync(row => row.Id == issue.IssuerId, cancellationToken);
        var purpose = await portal.Purposes.AsNoTracking()
            .SingleAsync(row => row.Id == issue.PurposeId, cancellationToken);
        var secret = await DrawSecret.ForIssueAsync(portal, issue.Id, cancellationToken);
        var commitment = VerifiableDraw.CommitmentTo(secret);
        issue.Isin = Isin.ForProvisional(issue.Id).Code;
        issue.Cfi = IssueTermsDocument.CfiOf(issue, issuer.Kind);
        issue.DrawCommitment = commitment.ToBytes();
        var index = issue.Product == BondProduct.IndexLinked
            ? await portal.IndexSeries.AsNoTracking().SingleAsync(row => row.IssueId == issue.Id, cancellationToken)
            : null;
        var terms = (mining, index) switch
        {
            ({ } series, _) => MiningTermsDocument.Canonical(issue, series, issuer, purpose, commitment),
            (_, { } series) => IndexTermsDocument.Canonical(issue, series, issuer, purpose, commitment),
            _ => IssueTermsDocument.Canonical(issue, issuer, purpose, commitment),
        };
        var hash = Hash256.Of(terms);
        issue.TermsJson = Encoding.UTF8.GetString(terms);
        issue.TermsHash = hash.ToBytes();

        var asset = new AssetRow { Code = issue.Isin };
        portal.Assets.Add(asset);
        await portal.SaveChangesAsync(cancellationToken);
        issue.AssetId = asset.Id;
        await AccountBook.OpenAsync(portal, AccountPlan.Issuance(issue.Id, asset.Id), cancellationToken);
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.Announced, now));
        Filings.Add(
            portal,
            issue,
            FilingKind.PreSaleNotice,
            new
            {
                isin = issue.Isin,
                termsHash = hash.ToString(),
                saleOpensAt = issue.SaleOpensAt,
                saleClosesAt = issue.SaleClosesAt,
                settlesAt = issue.SettlesAt,
                terms = issue.TermsJson,
            },
            dueOn: PortalTime.DayOf(issue.SaleOpensAt).AddDays(-NoticeDays),
            now);
    }
}
