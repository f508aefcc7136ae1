using System.Text.Json;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Disclosure;

/// <summary>Why the form of a report cannot be read, in order of precedence, before the rules of the report.</summary>
public enum ProceedsFormRefusal
{
    AmountUnreadable = 1,

    /// <summary>Nothing says what the money was spent on.</summary>
    PurposeMissing,
    PurposeTooLong,
    PurposeUnreadable,
}

/// <param name="Number">Which anniversary the report is for, from 1; a filed one is corrected by a further
/// version.</param>
/// <param name="Spent">Since the settlement, in all; as typed.</param>
/// <param name="SpentOn">On what, in the officer's words.</param>
public sealed record ReportProceedsCommand(long IssueId, int Number, string? Spent, string? SpentOn);

public sealed record ReportedProceeds(int Number, int Version, long SpentYen);

/// <summary>The officer files what was spent of an issue's proceeds: yearly, until everything is.</summary>
public sealed class ReportProceeds(CommandRunner commands)
{
    public const int TextLengthMax = 1_000;

    public Task<Outcome<ReportedProceeds>> ExecuteAsync(
        ReportProceedsCommand input, string key, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(ReportProceeds), key, input, actor.UserId, now),
            (portal, token) => ReportAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<ReportedProceeds>> ReportAsync(
        PortalContext portal, ReportProceedsCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.IssuerOfficer)) return Refusal.Of(OfferingRefusal.NotFound);
        var issue = await IssueLocks.IssueAsync(portal, input.IssueId, actor, cancellationToken);
        if (issue is null) return Refusal.Of(OfferingRefusal.NotFound);
        var (spent, spentOn, unreadable) = Read(input);
        if (unreadable is { } fault) return Refusal.Of(fault, ("max", TextLengthMax));
        if (issue.SettledAt is not { } settledAt) return Refusal.Of(ProceedsRefusal.NotSettled);
        var filings = await portal.Filings.AsNoTracking()
            .Where(row => row.IssueId == issue.Id && row.Kind == FilingKind.ProceedsSpentReport)
            .ToListAsync(cancellationToken);
        var proceeds = (await ProceedsBooks.ProceedsAsync(portal, cancellationToken)).GetValueOrDefault(issue.Id);
        var reports = ProceedsBooks.Of(settledAt, proceeds, filings);
        if (reports.FindRefusal(input.Number, spent) is { } refusal)
            return Refusal.Of(refusal, ("proceeds", proceeds), ("next", reports.Next ?? 0));

        var due = reports.DueOf(input.Number);
        var version = 1 + filings.Count(filing => filing.DueOn == due);
        portal.Filings.Add(RowOf(issue, input.Number, proceeds, spent, spentOn, due, version, now));
        return new ReportedProceeds(input.Number, version, spent.MinorUnits);
    }

    private static (Money Spent, string SpentOn, ProceedsFormRefusal? Refusal) Read(ReportProceedsCommand input)
    {
        var (yen, _) = TypedText.Number(input.Spent, 0, long.MaxValue, decimalsMax: 0);
        if (yen is not { } amount) return (Money.Zero, "", ProceedsFormRefusal.AmountUnreadable);
        return TypedText.Line(input.SpentOn, TextLengthMax) switch
        {
            (_, TypedRefusal.Missing) => (Money.Zero, "", ProceedsFormRefusal.PurposeMissing),
            (_, TypedRefusal.TooLong) => (Money.Zero, "", ProceedsFormRefusal.PurposeTooLong),
            ({ } text, null) => (Money.FromYen((long)amount), text, null),
            _ => (Money.Zero, "", ProceedsFormRefusal.PurposeUnreadable),
        };
    }

    private static FilingRow RowOf(
        IssueRow issue, int number, Money proceeds, Money spent, string spentOn, DateOnly due, int version,
        DateTimeOffset now) => new()
        {
            IssuerId = issue.IssuerId,
            IssueId = issue.Id,
            Kind = FilingKind.ProceedsSpentReport,
            Version = version,
            DueOn = due,
            Body = JsonSerializer.Serialize(new ProceedsBody(
                number, proceeds.MinorUnits, spent.MinorUnits, (proceeds - spent).MinorUnits, spentOn)),
            FiledAt = now,
        };
}
