using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

public sealed record AcceptCallCommand(long IssueId, string? Tokens);

public sealed record AcceptedCall(long IssueId, long Tokens, long Yen);

/// <summary>A holder sells to the standing bid of a call: tokens for cash at once.</summary>
public sealed class AcceptCall(CommandRunner commands)
{
    public Task<Outcome<AcceptedCall>> ExecuteAsync(
        AcceptCallCommand input, string key, Guid user, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(AcceptCall), key, input, user, now),
            (portal, token) => AcceptAsync(portal, input, user, now, token),
            cancellationToken);

    private static async Task<Outcome<AcceptedCall>> AcceptAsync(
        PortalContext portal, AcceptCallCommand input, Guid user, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await PortfolioQueries.FindInvestorAsync(portal, user, cancellationToken);
        var call = await CallSteps.LockAsync(portal, input.IssueId, cancellationToken);
        if (investor is not { } investorId || call is null) return Refusal.Of(MiningCallRefusal.NotFound);
        if (call.State != MiningCallState.Buying || now >= call.EndsAt) return Refusal.Of(MiningCallRefusal.NotBuying);
        var (typed, fault) = TypedText.Number(input.Tokens, 1, IssueMiningSeries.TokensMax, decimalsMax: 0);
        if (fault is not null || typed is not { } number) return Refusal.Of(MiningCallRefusal.QuantityUnreadable);
        var issue = await portal.Issues.AsNoTracking().SingleAsync(row => row.Id == input.IssueId, cancellationToken);
        var owned = await portal.Accounts
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investorId
                && row.AssetId == issue.AssetId)
            .GroupBy(row => row.Kind)
            .Select(rows => new { rows.Key, Tokens = rows.Sum(row => row.Credits - row.Debits) })
            .ToDictionaryAsync(row => row.Key, row => row.Tokens, cancellationToken);
        var (free, held) = (
            owned.GetValueOrDefault(AccountKind.Holding), owned.GetValueOrDefault(AccountKind.OrderHold));
        var tokens = (long)number;
        if (tokens > free + held) return Refusal.Of(MiningCallRefusal.TokensTooFew, ("free", free));
        if (tokens > free) return Refusal.Of(MiningCallRefusal.TokensHeldForSale, ("held", held));
        var yen = checked(tokens * call.PriceYen);
        var transfers = await CallSteps.TransfersAsync(
            portal, issue, call.PriceYen, [(investorId, tokens)], cancellationToken);

        call.BoughtTokens += tokens;
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investorId, Kind = NoticeKind.Redeemed, IssueId = issue.Id, Amount = yen, Quantity = tokens,
            CreatedAt = now,
        });
        await portal.SaveChangesAsync(cancellationToken);
        return await LedgerWriter.PostAsync(portal, transfers, now, cancellationToken) is null
            ? new AcceptedCall(issue.Id, tokens, yen)
            : Refusal.Of(MiningCallRefusal.TokensTooFew, ("free", free)); // Sold in the market meanwhile.
    }
}
