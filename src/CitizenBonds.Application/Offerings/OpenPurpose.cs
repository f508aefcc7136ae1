using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>A deficit or project as typed.</summary>
/// <param name="Kind">"Deficit" or "Project".</param>
public sealed record OpenPurposeCommand(
    string? Kind, string? NameJa, string? NameEn, string? FiscalYear, string? Amount);

public sealed record OpenedPurpose(long PurposeId);

/// <summary>Names a deficit of a fiscal year or a project, with the account that will show what covered it.</summary>
public sealed class OpenPurpose(CommandRunner commands)
{
    public const int NameLengthMax = 120;
    public const long AmountYenMax = IssueDraftCheck.FaceYenMax;

    /// <summary>A purpose belongs to a fiscal year at most so far back or ahead.</summary>
    public const int YearsMax = 10;

    public Task<Outcome<OpenedPurpose>> ExecuteAsync(
        OpenPurposeCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(OpenPurpose), key, input, actor.UserId, now),
            (portal, token) => OpenAsync(portal, input, actor, now, token),
            cancellationToken);

    /// <summary>What is wrong with the typed fields; empty when nothing is.</summary>
    public static IReadOnlyList<DraftFault> FindFaults(OpenPurposeCommand input, DateTimeOffset now) =>
        Read(input, now).Faults;

    private static async Task<Outcome<OpenedPurpose>> OpenAsync(
        PortalContext portal,
        OpenPurposeCommand input,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.IssuerOfficer) || actor.IssuerId is not { } issuerId)
            return Refusal.Of(OfferingRefusal.NotFound);
        var (row, faults) = Read(input, now);
        if (faults.Count > 0) return Refusal.Of(OfferingRefusal.DraftHasFaults, ("count", (long)faults.Count));

        // The account is named by the purpose's id, which the row has only once it stands; so the id is drawn first.
        row.Id = await PurposeIds.NextAsync(portal, cancellationToken);
        row.IssuerId = issuerId;
        row.AccountId = await AccountBook.OpenAsync(portal, AccountPlan.PurposeCover(row.Id), cancellationToken);
        portal.Purposes.Add(row);
        return new OpenedPurpose(row.Id);
    }

    internal static (PurposeRow Row, IReadOnlyList<DraftFault> Faults) Read(
        OpenPurposeCommand input, DateTimeOffset now)
    {
        var reader = new DraftReader();
        var thisYear = PortalTime.FiscalYearOf(now);
        var kind = reader.Choice(
            nameof(input.Kind),
            input.Kind,
            typed => Enum.GetNames<PurposeKind>().FirstOrDefault(name => name == typed));
        var nameJa = reader.Line(nameof(input.NameJa), input.NameJa, NameLengthMax);
        var nameEn = reader.Line(nameof(input.NameEn), input.NameEn, NameLengthMax);
        var year = reader.Whole(nameof(input.FiscalYear), input.FiscalYear, thisYear - YearsMax, thisYear + YearsMax);
        var amount = reader.Whole(nameof(input.Amount), input.Amount, 1, AmountYenMax);
        var row = new PurposeRow
        {
            Kind = kind is null ? default : Enum.Parse<PurposeKind>(kind),
            NameJa = nameJa ?? "",
            NameEn = nameEn ?? "",
            FiscalYear = (int)(year ?? 0),
            AmountYen = amount ?? 0,
            CreatedAt = now,
        };
        return (row, reader.Faults);
    }
}
