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
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <param name="Quantity">Tokens wanted in all; replaces what an earlier application of the person asked for.</param>
public sealed record ApplyForIssueCommand(long IssueId, long Quantity);

public sealed record ApplicationResult(long ApplicationId, long Quantity, long HeldYen, bool IsChange);

/// <summary>
/// Applies in a sale, or changes an application up or down while the sale is open. Exactly quantity times price is
/// held.
/// </summary>
public sealed class ApplyForIssue(CommandRunner commands)
{
    public Task<Outcome<ApplicationResult>> ExecuteAsync(
        ApplyForIssueCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(ApplyForIssue), key, command, actor, now),
            (portal, token) => ApplyAsync(portal, command, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<ApplicationResult>> ApplyAsync(
        PortalContext portal, ApplyForIssueCommand command, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return Refusal.Of(InvestorRefusal.NotOpened);
        var issue = await OpenSale.LockAsync(portal, command.IssueId, cancellationToken);
        if (issue is null) return Refusal.Of(SaleRefusal.NotOnSale);
        if (issue.SaleMethod == SaleMethod.Auction && investor.Kind == InvestorKind.Institution)
            return Refusal.Of(SaleRefusal.InstitutionsBid);
        if (command.Quantity <= 0) return Refusal.Of(SaleRefusal.QuantityNotPositive);
        var application = await portal.Applications.SingleOrDefaultAsync(
            row => row.IssueId == issue.Id && row.InvestorId == investor.Id, cancellationToken);
        var isChange = application is { State: ApplicationState.Active };
        var request = await ApplicationJudgement.RequestAsync(
            portal, investor, issue, command.Quantity, isChange ? application!.HeldYen : 0, cancellationToken);
        if (ApplicationRefusals.Find(request, now) is { } refusal) return refusal;
        var isResident = await ApplicationJudgement.IsResidentAsync(portal, investor, issue, cancellationToken);

        var held = isChange ? application!.HeldYen : 0;
        var wanted = checked(command.Quantity * issue.PriceYen);
        if (application is null)
        {
            application = new ApplicationRow { IssueId = issue.Id, InvestorId = investor.Id };
            portal.Applications.Add(application);
        }

        Write(application, isChange, command.Quantity, wanted, isResident, now);
        await portal.SaveChangesAsync(cancellationToken);
        await RecordAsync(portal, investor, application, isChange, now, cancellationToken);
        if (await HoldAsync(portal, application, wanted - held, now, cancellationToken) is { } shortfall)
            return CashTooLow(request, shortfall);
        return new ApplicationResult(application.Id, application.Quantity, wanted, isChange);
    }

    private static void Write(
        ApplicationRow application, bool isChange, long quantity, long heldYen, bool isResident, DateTimeOffset now)
    {
        if (!isChange) application.AppliedAt = now;
        application.State = ApplicationState.Active;
        application.Quantity = quantity;
        application.HeldYen = heldYen;
        application.IsResident = isResident;
        application.ChangedAt = now;
        application.Version++;
    }

    private static async Task RecordAsync(
        PortalContext portal,
        InvestorRow investor,
        ApplicationRow application,
        bool isChange,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        portal.ApplicationEvents.Add(new ApplicationEventRow
        {
            ApplicationId = application.Id,
            Kind = isChange ? ApplicationEventKind.Changed : ApplicationEventKind.Applied,
            Quantity = application.Quantity,
            HappenedAt = now,
        });
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investor.Id,
            Kind = isChange ? NoticeKind.ApplicationChanged : NoticeKind.ApplicationReceived,
            IssueId = application.IssueId,
            Quantity = application.Quantity,
            Amount = application.HeldYen,
            CreatedAt = now,
        });
        await portal.SaveChangesAsync(cancellationToken);
        await portal.ApplicationDrafts
            .Where(row => row.InvestorId == investor.Id && row.IssueId == application.IssueId)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <param name="more">Yen to hold in addition; below zero to give back.</param>
    private static async Task<LedgerShortfall?> HoldAsync(
        PortalContext portal, ApplicationRow application, long more, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (more == 0) return null;
        var accounts = await AccountBook.OpenAsync(
            portal,
            [AccountPlan.InvestorCash(application.InvestorId), AccountPlan.InvestorHold(application.InvestorId)],
            cancellationToken);
        var (cash, hold) = (accounts[0], accounts[1]);
        var reference = string.Create(CultureInfo.InvariantCulture, $"application {application.Id}");
        var transfer = more > 0
            ? new NewTransfer(cash, hold, more, LedgerReason.ApplicationHold, reference, application.IssueId)
            : new NewTransfer(hold, cash, -more, LedgerReason.ApplicationRelease, reference, application.IssueId);
        return await LedgerWriter.PostAsync(portal, [transfer], now, cancellationToken);
    }

    private static Refusal CashTooLow(ApplicationRequest request, LedgerShortfall shortfall) => Refusal.Of(
        ApplicationRefusal.CashTooLow,
        ("asked", request.Quantity),
        ("askedAmount", ApplicationRefusals.AmountOf(request)),
        ("cash", Money.FromYen(shortfall.Available)));
}
