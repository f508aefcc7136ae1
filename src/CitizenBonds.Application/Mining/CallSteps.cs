using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Mining;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

public sealed record CallStep(long IssueId, long Tokens, long Yen);

/// <summary>The two steps a call takes by itself: the bid for everything, and the end.</summary>
public sealed class CallSteps(CommandRunner commands)
{
    /// <summary>A day after the announcement the money for everything outstanding is set aside, and the bid stands.
    /// </summary>
    public Task<Outcome<CallStep>> StartAsync(
        long issueId, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command("StartCall", $"start-{ReferenceOf(issueId)}", issueId, Actor: null, now),
            (portal, token) => StartAsync(portal, issueId, now, token),
            cancellationToken);

    /// <summary>At its end everybody who offered nothing is paid the same price, and the series is over.</summary>
    public Task<Outcome<CallStep>> EndAsync(long issueId, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command("EndCall", $"end-{ReferenceOf(issueId)}", issueId, Actor: null, now),
            (portal, token) => EndAsync(portal, issueId, now, token),
            cancellationToken);

    internal static string ReferenceOf(long issueId) =>
        string.Create(CultureInfo.InvariantCulture, $"call {issueId}");

    internal static Task<MiningCallRow?> LockAsync(
        PortalContext portal, long issueId, CancellationToken cancellationToken) =>
        portal.MiningCalls
            .FromSql($"select * from portal.mining_calls where issue_id = {issueId} for update")
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Cash for tokens at the call price; the tokens are taken back.</summary>
    internal static async Task<IReadOnlyList<NewTransfer>> TransfersAsync(
        PortalContext portal, IssueRow issue, long priceYen, IReadOnlyList<(long InvestorId, long Tokens)> sellers,
        CancellationToken cancellationToken)
    {
        var assetId = issue.AssetId ?? throw new InvalidOperationException($"Issue {issue.Id} has no tokens.");
        var pool = await AccountBook.OpenAsync(portal, AccountPlan.PaymentPool(issue.Id), cancellationToken);
        var issuance = await AccountBook.OpenAsync(portal, AccountPlan.Issuance(issue.Id, assetId), cancellationToken);
        var cash = await AccountBook.OpenAsync(
            portal, [.. sellers.Select(seller => AccountPlan.InvestorCash(seller.InvestorId))], cancellationToken);
        var tokens = await AccountBook.OpenAsync(
            portal,
            [
                .. sellers.Select((seller, index) =>
                    AccountPlan.InvestorTokens(seller.InvestorId, assetId, cash[index])),
            ],
            cancellationToken);
        var reference = ReferenceOf(issue.Id);
        return
        [
            .. sellers.Select((seller, index) => new NewTransfer(
                pool, cash[index], checked(seller.Tokens * priceYen), LedgerReason.RedemptionPaid, reference,
                issue.Id)),
            .. sellers.Select((seller, index) => new NewTransfer(
                tokens[index], issuance, seller.Tokens, LedgerReason.TokensRetired, reference, issue.Id)),
        ];
    }

    private static async Task<Outcome<CallStep>> StartAsync(
        PortalContext portal, long issueId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var call = await LockAsync(portal, issueId, cancellationToken);
        if (call is not { State: MiningCallState.Announced } || now < call.AnnouncedAt + CallTerms.CancelPeriod)
            return Refusal.Of(MiningCallRefusal.NotDue);
        var issue = await portal.Issues.SingleAsync(row => row.Id == issueId, cancellationToken);
        var tokens = await CallHolders.OutstandingAsync(portal, issue, cancellationToken);
        var yen = checked(tokens * call.PriceYen);
        var from = await AccountBook.OpenAsync(portal, AccountPlan.IssuerCash(issue.IssuerId), cancellationToken);
        var pool = await AccountBook.OpenAsync(portal, AccountPlan.PaymentPool(issueId), cancellationToken);

        (call.State, call.StartedAt, call.MissingYen) = (MiningCallState.Buying, now, 0);
        await CallHolders.TellAsync(portal, issue, NoticeKind.CallBuying, call.PriceYen, now, cancellationToken);
        await portal.SaveChangesAsync(cancellationToken);
        NewTransfer[] funding = yen == 0
            ? []
            : [new(from, pool, yen, LedgerReason.RedemptionFunding, ReferenceOf(issueId), issueId)];
        if (await LedgerWriter.PostAsync(portal, funding, now, cancellationToken) is { } shortfall)
            return Refusal.Of(MiningCallRefusal.IssuerCannotPay, ("missing", Money.FromYen(shortfall.Missing)));
        return new CallStep(issueId, tokens, yen);
    }

    private static async Task<Outcome<CallStep>> EndAsync(
        PortalContext portal, long issueId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var call = await LockAsync(portal, issueId, cancellationToken);
        if (call is not { State: MiningCallState.Buying } || now < call.EndsAt)
            return Refusal.Of(MiningCallRefusal.NotDue);
        var issue = await portal.Issues.SingleAsync(row => row.Id == issueId, cancellationToken);
        var holders = await portal.Accounts
            .Where(row => row.AssetId == issue.AssetId && row.Kind == AccountKind.Holding && row.Credits > row.Debits)
            .OrderBy(row => row.OwnerId)
            .Select(row => new { row.OwnerId, Tokens = row.Credits - row.Debits })
            .ToListAsync(cancellationToken);
        var left = holders.ConvertAll(holder => (holder.OwnerId, holder.Tokens));
        var tokens = left.Sum(holder => holder.Tokens);
        // Tokens still set aside for orders come back first: the orders are cancelled before each try.
        if (tokens != await CallHolders.OutstandingAsync(portal, issue, cancellationToken))
            return Refusal.Of(MiningCallRefusal.TokensHeldForSale);
        var transfers = await TransfersAsync(portal, issue, call.PriceYen, left, cancellationToken);

        (call.State, call.EndedAt) = (MiningCallState.Ended, now);
        (issue.State, issue.ClosedAt) = (IssueState.Redeemed, now);
        issue.Version++;
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.Redeemed, now, note: ReferenceOf(issueId)));
        var body = new { priceYen = call.PriceYen, offeredTokens = call.BoughtTokens, paidAtEndTokens = tokens };
        Filings.Add(portal, issue, FilingKind.Redemption, body, dueOn: null, now);
        portal.Notices.AddRange(left.ConvertAll(holder => new Data.Disclosure.NoticeRow
        {
            InvestorId = holder.OwnerId, Kind = NoticeKind.Redeemed, IssueId = issueId,
            Amount = holder.Tokens * call.PriceYen, Quantity = holder.Tokens, CreatedAt = now,
        }));
        await portal.SaveChangesAsync(cancellationToken);
        if (await LedgerWriter.PostAsync(portal, transfers, now, cancellationToken) is { } shortfall)
            throw new InvalidOperationException($"Account {shortfall.AccountId} lacks {shortfall.Missing} of a call.");
        return new CallStep(issueId, tokens, tokens * call.PriceYen);
    }
}
