using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// What officers, approvers and the treasury see. Everything asks for the actor: another issuer's things are not found.
/// </summary>
public sealed class IssueDeskQueries(IDbContextFactory<PortalContext> contexts)
{
    /// <summary>Longer lists are cut; an issuer has tens of issues, not hundreds.</summary>
    public const int LinesMax = 500;

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<IssueLine>> OfIssuerAsync(Actor actor, CancellationToken cancellationToken) =>
        ListAsync(portal => portal.Issues.Where(row => row.IssuerId == actor.IssuerId), cancellationToken);

    public Task<IReadOnlyList<IssueLine>> WaitingForApprovalAsync(Actor actor, CancellationToken cancellationToken) =>
        ListAsync(
            portal => portal.Issues.Where(
                row => row.IssuerId == actor.IssuerId && row.State == IssueState.Submitted),
            cancellationToken);

    /// <summary>Of all issuers: for the treasury.</summary>
    public Task<IReadOnlyList<IssueLine>> WaitingForPermissionAsync(CancellationToken cancellationToken) =>
        ListAsync(portal => portal.Issues.Where(row => row.State == IssueState.AwaitingTreasury), cancellationToken);

    /// <summary>Drafts that can be edited, latest change first.</summary>
    public async Task<IReadOnlyList<DraftLine>> OpenDraftsAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await portal.IssueDrafts.AsNoTracking()
            .Where(row => row.IssuerId == actor.IssuerId)
            .Where(row => row.IssueId == null || portal.Issues.Any(
                issue => issue.Id == row.IssueId && issue.State == IssueState.SentBack))
            .OrderByDescending(row => row.UpdatedAt).ThenByDescending(row => row.Id)
            .Take(LinesMax)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row =>
        {
            var fields = IssueDraftFields.FromJson(row.Body);
            return new DraftLine(row.Id, fields.TitleJa ?? "", fields.TitleEn ?? "", row.IssueId, row.UpdatedAt);
        });
    }

    /// <returns>Null when there is no such draft or it is another issuer's.</returns>
    public async Task<DraftDetail?> FindDraftAsync(long draftId, Actor actor, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await portal.IssueDrafts.AsNoTracking()
            .SingleOrDefaultAsync(draft => draft.Id == draftId && draft.IssuerId == actor.IssuerId, cancellationToken);
        if (row is null) return null;
        return new(
            row.Id,
            row.Version,
            IssueDraftFields.FromJson(row.Body),
            row.IssueId,
            await SaveIssueDraft.IsFrozenAsync(portal, row, cancellationToken),
            row.UpdatedAt,
            await PurposeQueries.LoadAsync(portal, row.IssuerId, row.IssueId, cancellationToken));
    }

    /// <returns>Null when there is no such issue or the actor has no say in it.</returns>
    public async Task<IssueDetail?> FindAsync(long issueId, Actor actor, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var seesAll = actor.Is(PortalRole.Treasury);
        var issue = await portal.Issues.AsNoTracking().SingleOrDefaultAsync(
            row => row.Id == issueId && (seesAll || row.IssuerId == actor.IssuerId), cancellationToken);
        if (issue is null) return null;
        var line = (await ReadAsync(portal, portal.Issues.Where(row => row.Id == issueId), cancellationToken))[0];
        var draftId = await portal.IssueDrafts.Where(row => row.IssueId == issueId)
            .Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellationToken);
        var purposes = await PurposeQueries.LoadAsync(portal, issue.IssuerId, issue.Id, cancellationToken);
        var history = await portal.IssueEvents.AsNoTracking()
            .Where(row => row.IssueId == issueId)
            .OrderBy(row => row.Id)
            .Take(LinesMax)
            .Select(row => new IssueHistoryEntry(row.Kind, row.Actor, row.Note, row.HappenedAt))
            .ToListAsync(cancellationToken);
        return Detail(issue, line, draftId, purposes.Single(purpose => purpose.Id == issue.PurposeId), history);
    }

    private static IssueDetail Detail(
        IssueRow issue, IssueLine line, long? draftId, PurposeView purpose, List<IssueHistoryEntry> history) => new(
        line,
        issue.IssuerId,
        issue.Version,
        draftId,
        purpose,
        IssueTerms.BondOf(issue),
        Money.FromYen(issue.PriceYen),
        AuctionOf(issue),
        Quantity.FromTokens(issue.MinimumTokens),
        Quantity.FromTokens(issue.MultipleTokens),
        issue.SettlesAt,
        issue.ResidentsFirst,
        issue.CrowdMinimumTokens is { } crowd ? Quantity.FromTokens(crowd) : null,
        issue.PolicyVersion,
        issue.Cfi,
        issue.TermsJson,
        issue.TermsHash is { } hash ? Convert.ToHexStringLower(hash) : null,
        issue.DrawCommitment is { } commitment ? Convert.ToHexStringLower(commitment) : null,
        issue.SubmittedBy,
        issue.SubmittedAt,
        history);

    private static DraftAuction? AuctionOf(IssueRow issue) =>
        issue is { ReservePriceYen: { } reserve, RetailReservePpm: { } retail }
            ? new(Money.FromYen(reserve), Rate.FromPerMillion(retail))
            : null;

    private async Task<IReadOnlyList<IssueLine>> ListAsync(
        Func<PortalContext, IQueryable<IssueRow>> select, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(portal, select(portal), cancellationToken);
    }

    private static async Task<IReadOnlyList<IssueLine>> ReadAsync(
        PortalContext portal, IQueryable<IssueRow> issues, CancellationToken cancellationToken)
    {
        var rows = await (
            from issue in issues.AsNoTracking()
            join issuer in portal.Issuers on issue.IssuerId equals issuer.Id
            orderby issue.Id descending
            select new { Issue = issue, issuer.NameJa, issuer.NameEn }).Take(LinesMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new IssueLine(
            row.Issue.Id,
            row.Issue.TitleJa,
            row.Issue.TitleEn,
            row.NameJa,
            row.NameEn,
            row.Issue.State,
            row.Issue.Tier,
            Money.FromYen(row.Issue.DenominationYen * row.Issue.SizeTokens),
            row.Issue.SaleOpensAt,
            row.Issue.SaleClosesAt,
            row.Issue.MaturityDate,
            row.Issue.Isin));
    }
}
