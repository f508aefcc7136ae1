using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

public sealed record WithdrawApplicationCommand(long IssueId);

public sealed record WithdrawnApplication(long ApplicationId, long ReleasedYen);

/// <summary>
/// Withdraws an application until the sale closes; a citizen also within the days to think it over after applying, as
/// long as the sale has not settled. Everything held is free at once.
/// </summary>
public sealed class WithdrawApplication(CommandRunner commands)
{
    public Task<Outcome<WithdrawnApplication>> ExecuteAsync(
        WithdrawApplicationCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(WithdrawApplication), key, command, actor, now),
            (portal, token) => WithdrawAsync(portal, command, actor, now, token),
            cancellationToken);

    /// <summary>The first moment at which it is too late to withdraw.</summary>
    public static DateTimeOffset EndsAt(
        InvestorKind kind, DateTimeOffset appliedAt, DateTimeOffset saleClosesAt, DateTimeOffset settlesAt)
    {
        if (kind != InvestorKind.Citizen) return saleClosesAt;
        var endsAt = RetailWithdrawal.EndsAt(appliedAt, saleClosesAt);
        return endsAt < settlesAt ? endsAt : settlesAt;
    }

    private static async Task<Outcome<WithdrawnApplication>> WithdrawAsync(
        PortalContext portal,
        WithdrawApplicationCommand command,
        Guid actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return Refusal.Of(InvestorRefusal.NotOpened);
        var issue = await OpenSale.LockAsync(portal, command.IssueId, cancellationToken);
        if (issue is null) return Refusal.Of(SaleRefusal.NothingToWithdraw);
        var application = await portal.Applications.SingleOrDefaultAsync(
            row => row.IssueId == issue.Id && row.InvestorId == investor.Id && row.State == ApplicationState.Active,
            cancellationToken);
        if (application is null) return Refusal.Of(SaleRefusal.NothingToWithdraw);
        var endsAt = EndsAt(investor.Kind, application.AppliedAt, issue.SaleClosesAt, issue.SettlesAt);
        if (now >= endsAt) return Refusal.Of(SaleRefusal.TooLateToWithdraw, ("endedAt", endsAt));

        var released = application.HeldYen;
        Record(portal, investor, application, now);
        await portal.SaveChangesAsync(cancellationToken);
        await ReleaseAsync(portal, application, released, now, cancellationToken);
        return new WithdrawnApplication(application.Id, released);
    }

    private static void Record(
        PortalContext portal, InvestorRow investor, ApplicationRow application, DateTimeOffset now)
    {
        portal.ApplicationEvents.Add(new ApplicationEventRow
        {
            ApplicationId = application.Id,
            Kind = ApplicationEventKind.Withdrawn,
            Quantity = application.Quantity,
            HappenedAt = now,
        });
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investor.Id,
            Kind = NoticeKind.ApplicationWithdrawn,
            IssueId = application.IssueId,
            Quantity = application.Quantity,
            Amount = application.HeldYen,
            CreatedAt = now,
        });
        application.State = ApplicationState.Withdrawn;
        application.HeldYen = 0;
        application.ChangedAt = now;
        application.Version++;
    }

    private static async Task ReleaseAsync(
        PortalContext portal, ApplicationRow application, long yen, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var accounts = await AccountBook.OpenAsync(
            portal,
            [AccountPlan.InvestorHold(application.InvestorId), AccountPlan.InvestorCash(application.InvestorId)],
            cancellationToken);
        var reference = string.Create(CultureInfo.InvariantCulture, $"application {application.Id}");
        var release = new NewTransfer(
            accounts[0], accounts[1], yen, LedgerReason.ApplicationRelease, reference, application.IssueId);
        if (await LedgerWriter.PostAsync(portal, [release], now, cancellationToken) is { } shortfall)
            throw new InvalidOperationException(
                $"Account {shortfall.AccountId} lacks {shortfall.Missing} of what it holds.");
    }
}
