using System.Globalization;
using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Demo;

/// <summary>Brings planned sales to the market: an officer drafts and submits, another person decides.</summary>
public sealed class DemoSales(
    IDbContextFactory<PortalContext> contexts,
    OpenPurpose openPurpose,
    StartIssueDraft start,
    SubmitIssue submit,
    DecideIssue decide,
    PermitIssue permit,
    CancelIssue cancel,
    RequestDeposit deposit,
    ReportProceeds report,
    DutyQueries duties)
{
    public const long FaceYen = 10_000;

    /// <summary>The highest price in an auction.</summary>
    public const long HighestYen = 10_100;

    /// <summary>Bids below it are void.</summary>
    public const long ReserveYen = 9_700;

    /// <returns>The issue's id.</returns>
    internal async Task<long> SubmitAsync(
        PlannedSale sale, Actor officer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var purpose = (await openPurpose.ExecuteAsync(
            PurposeOf(sale), Key(sale, "purpose"), officer, now, cancellationToken)).ValueOrThrow.PurposeId;
        var draft = (await start.ExecuteAsync(
            new(FieldsOf(sale, purpose)), Key(sale, "draft"), officer, now, cancellationToken)).ValueOrThrow;
        return (await submit.ExecuteAsync(
            new(draft.DraftId, draft.Version), Key(
                sale, "submit"), officer, now, cancellationToken)).ValueOrThrow.IssueId;
    }

    internal async Task DecideAsync(
        PlannedSale sale, long issueId, Actor approver, Actor treasury, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (decision, reason) = sale.Turn switch
        {
            DemoTurn.WaitsForApproval => ((IssueDecision?)null, ""),
            DemoTurn.SentBack => (IssueDecision.SendBack, "Please state what the new roof costs in each school."),
            DemoTurn.Refused => (IssueDecision.Refuse, "The project was given up by the town council."),
            _ => (IssueDecision.Agree, ""),
        };
        if (decision is not { } said) return;
        var version = await VersionAsync(issueId, cancellationToken);
        var decided = (await decide.ExecuteAsync(
            new(issueId, version, said, reason), Key(sale, "decide"), approver, now, cancellationToken)).ValueOrThrow;
        if (decided.State == IssueState.AwaitingTreasury && sale.Turn == DemoTurn.TreasuryPermits)
        {
            version = await VersionAsync(issueId, cancellationToken);
            _ = (await permit.ExecuteAsync(
                new(issueId, version, IssueDecision.Agree, ""), Key(
                    sale, "permit"), treasury, now, cancellationToken)).ValueOrThrow;
        }
    }

    internal async Task CancelAsync(
        PlannedSale sale, long issueId, Actor officer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var command = new CancelIssueCommand(
            issueId, await VersionAsync(issueId, cancellationToken), "A national subsidy pays for the project.");
        _ = (await cancel.ExecuteAsync(command, Key(sale, "cancel"), officer, now, cancellationToken)).ValueOrThrow;
    }

    internal async Task FundAsync(
        Actor officer, long yen, string key, DateTimeOffset now, CancellationToken cancellationToken) =>
        _ = (await deposit.ExecuteAsync(
            new(yen, officer.IssuerId), "demo-fund-" + key, officer.UserId, now, cancellationToken)).ValueOrThrow;

    /// <summary>The first yearly report is the last: everything was spent.</summary>
    internal async Task ReportAsync(
        PlannedSale sale, long issueId, Actor officer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var desk = await duties.ProceedsAsync(issueId, officer, now, cancellationToken);
        if (desk is not { Proceeds.IsPositive: true, Next: 1 }) return; // The sale failed or nobody came.
        _ = (await report.ExecuteAsync(
            new(
                issueId, 1, Text(desk.Proceeds.MinorUnits),
                sale.IsDeficit ? "The deficit named in the terms" : Capital(sale.ProjectEn)),
            Key(sale, "proceeds"), officer, now, cancellationToken)).ValueOrThrow;
    }

    private async Task<int> VersionAsync(long issueId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.Issues.Where(issue => issue.Id == issueId).Select(issue => issue.Version)
            .SingleAsync(cancellationToken);
    }

    private static OpenPurposeCommand PurposeOf(PlannedSale sale)
    {
        var year = PortalTime.FiscalYearOf(PortalTime.OpeningOf(sale.SubmittedOn)) - (sale.IsDeficit ? 1 : 0);
        var kind = sale.IsDeficit ? PurposeKind.Deficit : PurposeKind.Project;
        return new OpenPurposeCommand(
            kind.ToString(),
            sale.IsDeficit ? $"{year}年度の収支不足" : sale.ProjectJa,
            sale.IsDeficit ? $"Deficit of fiscal {year}" : Capital(sale.ProjectEn),
            Text(year),
            Text(sale.SizeTokens * PriceOf(sale)));
    }

    private static IssueDraftFields FieldsOf(PlannedSale sale, long purposeId)
    {
        var isZero = sale.CouponPpm == 0;
        var years = (sale.MaturityDate.DayNumber - sale.IssueDate.DayNumber) / 365;
        var name = sale.IsDeficit ? ("収支不足", "budget deficit") : (sale.ProjectJa, sale.ProjectEn);
        return new IssueDraftFields
        {
            PurposeId = Text(purposeId),
            TitleJa = $"{name.Item1} {sale.IssueDate.Year}年 {years}年債",
            TitleEn = $"{Capital(name.Item2)} {sale.IssueDate.Year}, {years} {(years == 1 ? "year" : "years")}",
            Kind = isZero ? IssueDraftFields.Zero : IssueDraftFields.Fixed,
            Denomination = Text(FaceYen),
            Size = Text(sale.SizeTokens),
            Price = isZero ? Text(FaceYen - (95 * years)) : sale.IsAuction ? Text(HighestYen) : "",
            SaleMethod = sale.IsAuction ? IssueDraftFields.Auction : IssueDraftFields.FixedPrice,
            ReservePrice = sale.IsAuction ? Text(ReserveYen) : "",
            Coupon = isZero ? "" : (sale.CouponPpm / 10_000m).ToString(CultureInfo.InvariantCulture),
            Frequency = Text(sale.PaymentsPerYear),
            SaleOpensOn = Text(sale.OpensOn),
            SaleClosesOn = Text(sale.ClosesOn),
            IssueDate = Text(sale.IssueDate),
            MaturityDate = Text(sale.MaturityDate),
            ResidentsFirst = sale.ResidentsFirst ? IssueDraftFields.Yes : "",
            CrowdMinimum = sale.IsCrowd ? Text(sale.SizeTokens / 2) : "",
        };
    }

    private static long PriceOf(PlannedSale sale) => sale.IsAuction ? HighestYen : FaceYen;

    private static string Key(PlannedSale sale, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"demo-{what}-{sale.Number}");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
