using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.IndexLinked;

public sealed record UseOptionCommand(long IssueId, string? Tokens);

public sealed record UsedOption(long IssueId, long Tokens);

/// <summary>
/// A holder sells back: the tokens are set aside for good, and paid at the buyback's day with the index of its record
/// date.
/// </summary>
public sealed class UseOption(CommandRunner commands)
{
    public Task<Outcome<UsedOption>> ExecuteAsync(
        UseOptionCommand input, string key, Guid user, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(UseOption), key, input, user, now),
            (portal, token) => UseAsync(portal, input, user, now, token),
            cancellationToken);

    private static async Task<Outcome<UsedOption>> UseAsync(
        PortalContext portal, UseOptionCommand input, Guid user, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await PortfolioQueries.FindInvestorAsync(portal, user, cancellationToken);
        // Locked: the payment cannot start, nor the bond end, between this look and the commit.
        var run = await portal.PaymentRuns
            .FromSql($"""
                select * from portal.payment_runs
                where issue_id = {input.IssueId} and kind = {(short)PaymentKind.Buyback} for share
                """)
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (investor is not { } investorId || run is null) return Refusal.Of(OptionRefusal.NotFound);
        var isAnnounced = await portal.IndexSeries.AnyAsync(
            row => row.IssueId == input.IssueId && row.OptionAnnouncedAt != null, cancellationToken);
        if (!isAnnounced || run.State != PaymentRunState.Scheduled || now > run.RecordAt)
            return Refusal.Of(OptionRefusal.NotOpen);
        var (typed, fault) = TypedText.Number(input.Tokens, 1, IssueDraftCheck.SizeTokensMax, decimalsMax: 0);
        if (fault is not null || typed is not { } number) return Refusal.Of(OptionRefusal.QuantityUnreadable);
        var issue = await portal.Issues.AsNoTracking().SingleAsync(row => row.Id == input.IssueId, cancellationToken);
        if (issue is not { State: IssueState.Live, AssetId: { } assetId }) return Refusal.Of(OptionRefusal.NotOpen);
        var owned = await portal.Accounts
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investorId && row.AssetId == assetId)
            .GroupBy(row => row.Kind)
            .Select(rows => new { rows.Key, Tokens = rows.Sum(row => row.Credits - row.Debits) })
            .ToDictionaryAsync(row => row.Key, row => row.Tokens, cancellationToken);
        var (free, held) = (
            owned.GetValueOrDefault(AccountKind.Holding), owned.GetValueOrDefault(AccountKind.OrderHold));
        var tokens = (long)number;
        if (tokens > free + held) return Refusal.Of(OptionRefusal.TokensTooFew, ("free", free));
        if (tokens > free) return Refusal.Of(OptionRefusal.TokensHeldForSale, ("held", held));
        var cash = await AccountBook.OpenAsync(portal, AccountPlan.InvestorCash(investorId), cancellationToken);
        var from = await AccountBook.OpenAsync(
            portal, AccountPlan.InvestorTokens(investorId, assetId, cash), cancellationToken);
        var to = await AccountBook.OpenAsync(
            portal, AccountPlan.InvestorOptionTokens(investorId, assetId, cash), cancellationToken);

        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investorId, Kind = NoticeKind.OptionUsed, IssueId = issue.Id, Quantity = tokens,
            CreatedAt = now,
        });
        await portal.SaveChangesAsync(cancellationToken);
        var reference = string.Create(CultureInfo.InvariantCulture, $"option {issue.Id}");
        NewTransfer[] hold = [new(from, to, tokens, LedgerReason.OptionHold, reference, issue.Id)];
        return await LedgerWriter.PostAsync(portal, hold, now, cancellationToken) is null
            ? new UsedOption(issue.Id, tokens)
            : Refusal.Of(OptionRefusal.TokensTooFew, ("free", free)); // Sold in the market meanwhile.
    }
}
