using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

public sealed record WithdrawBidCommand(long IssueId, long BidId);

public sealed record WithdrawnBid(long BidId);

/// <summary>Withdraws a sealed bid until the close; what is not needed for the others is free at once.</summary>
public sealed class WithdrawBid(CommandRunner commands)
{
    public Task<Outcome<WithdrawnBid>> ExecuteAsync(
        WithdrawBidCommand command, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(WithdrawBid), key, command, actor, now),
            (portal, token) => WithdrawAsync(portal, command, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<WithdrawnBid>> WithdrawAsync(
        PortalContext portal, WithdrawBidCommand command, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return Refusal.Of(InvestorRefusal.NotOpened);
        var issue = await OpenSale.LockAsync(portal, command.IssueId, cancellationToken);
        if (issue is null) return Refusal.Of(SaleRefusal.NothingToWithdraw);
        var bidder = await portal.AuctionBidders.SingleOrDefaultAsync(
            row => row.IssueId == issue.Id && row.InvestorId == investor.Id, cancellationToken);
        if (bidder is null) return Refusal.Of(SaleRefusal.NothingToWithdraw);
        var standing = await BidPlacing.StandingAsync(portal, bidder.Id, cancellationToken);
        var bid = standing.Find(row => row.Id == command.BidId);
        if (bid is null) return Refusal.Of(SaleRefusal.NothingToWithdraw);
        if (now >= issue.SaleClosesAt)
            return Refusal.Of(SaleRefusal.TooLateToWithdraw, ("endedAt", issue.SaleClosesAt));

        bid.State = BidState.Withdrawn;
        bid.ChangedAt = now;
        bid.Version++;
        await portal.SaveChangesAsync(cancellationToken);
        var cost = standing
            .Where(row => row.Id != bid.Id)
            .Aggregate(
                Money.Zero, (sum, row) => sum + (Money.FromYen(row.PriceYen) * Quantity.FromTokens(row.Quantity)));
        var step = AuctionCover.StepOf(Quantity.FromTokens(issue.SizeTokens), Money.FromYen(issue.PriceYen));
        var cover = AuctionCover.For(cost, step).MinorUnits;
        if (await BidPlacing.HoldAsync(portal, bidder, cover, now, cancellationToken) is { } shortfall)
            throw new InvalidOperationException(
                $"Account {shortfall.AccountId} lacks {shortfall.Missing} of what it holds.");
        return new WithdrawnBid(bid.Id);
    }
}
