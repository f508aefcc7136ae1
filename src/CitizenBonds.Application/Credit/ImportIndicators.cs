using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Credit;

/// <summary>Why an import takes nothing, in order of precedence.</summary>
public enum IndicatorImportRefusal
{
    NotAllowed = 1,

    /// <summary>Nobody said where the figures come from.</summary>
    SourceMissing = 2,

    /// <summary>Larger than one import takes.</summary>
    FileTooLarge = 3,

    /// <summary>The argument "faults" lists every one.</summary>
    HasFaults = 4,
}

/// <param name="Text">The file.</param>
/// <param name="Source">Where the figures were published.</param>
/// <param name="IsScaleAssumed">The standard fiscal scales in the file are assumptions.</param>
public sealed record ImportIndicatorsCommand(string Text, string? Source, bool IsScaleAssumed);

/// <param name="Added">Years that were not there.</param>
/// <param name="Corrected">Years whose figures changed: a further version, the earlier ones stay.</param>
/// <param name="TierChanges">Issuers whose tier is now another.</param>
public sealed record ImportedIndicators(int Added, int Corrected, int Unchanged, int TierChanges);

/// <summary>Takes a file of published indicators: all of it or nothing.</summary>
public sealed class ImportIndicators(CommandRunner commands)
{
    public const int SourceLengthMax = 300;

    public Task<Outcome<ImportedIndicators>> ExecuteAsync(
        ImportIndicatorsCommand input,
        string key,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(ImportIndicators), key, input, actor.UserId, now),
            (portal, token) => ImportAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<ImportedIndicators>> ImportAsync(
        PortalContext portal,
        ImportIndicatorsCommand input,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Treasury) && !actor.Is(PortalRole.Operator))
            return Refusal.Of(IndicatorImportRefusal.NotAllowed);
        var (source, sourceFault) = TypedText.Line(input.Source, SourceLengthMax);
        if (sourceFault is not null) return Refusal.Of(IndicatorImportRefusal.SourceMissing);
        if (input.Text.Length > IndicatorFile.CharactersMax) return Refusal.Of(IndicatorImportRefusal.FileTooLarge);
        var issuers = await portal.Issuers.AsNoTracking().ToDictionaryAsync(row => row.Code, cancellationToken);
        var (rows, faults) = IndicatorFile.Read(
            input.Text, issuers.ToDictionary(pair => pair.Key, pair => pair.Value.Id), PortalTime.FiscalYearOf(now));
        if (faults.Count > 0)
            return Refusal.Of(IndicatorImportRefusal.HasFaults, ("count", (long)faults.Count), ("faults", faults));

        var touched = rows.Select(row => row.IssuerId).Distinct().Order().ToArray();
        await LockAsync(portal, touched, cancellationToken);
        var stored = await portal.Indicators
            .Where(row => touched.Contains(row.IssuerId)).AsNoTracking().ToListAsync(cancellationToken);
        // Not null: there was no fault.
        var merge = IndicatorMerge.Of(stored, rows, source!, input.IsScaleAssumed, now);
        portal.Indicators.AddRange(merge.New);
        var policy = await CreditPolicies.EnsurePublishedAsync(portal, now, cancellationToken);
        var kinds = issuers.Values.ToDictionary(row => row.Id, row => row.Kind);
        var changes = TierChanges.Find(policy, kinds, stored, merge.New);
        TierChanges.File(portal, changes, policy, PortalTime.DayOf(now), now);
        return new ImportedIndicators(merge.Added, merge.New.Count - merge.Added, merge.Unchanged, changes.Count);
    }

    /// <remarks>Two imports of the same issuer would give the same version twice; the second waits.</remarks>
    private static Task<int> LockAsync(PortalContext portal, long[] issuerIds, CancellationToken cancellationToken) =>
        portal.Database.ExecuteSqlAsync(
            $"select 1 from portal.issuers where id = any ({issuerIds}) order by id for no key update",
            cancellationToken);
}
