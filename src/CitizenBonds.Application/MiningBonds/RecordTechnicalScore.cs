using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Pricing.TechnicalValue;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.MiningBonds;

/// <summary>A score as typed.</summary>
/// <param name="Criterion">The name of a criterion; "Peer" for the weighted score of a peer.</param>
public sealed record RecordTechnicalScoreCommand(
    long SeriesId, string? Criterion, string? Peer, string? Score, string? Evidence, string? ScoredOn)
{
    public const string PeerChoice = "Peer";
}

public sealed record RecordedScore(long Number, string Hash);

/// <summary>The treasury gives a score. What stands is never changed: a new score is a new record.</summary>
public sealed class RecordTechnicalScore(CommandRunner commands)
{
    private const int PeerLengthMax = 120;

    public Task<Outcome<RecordedScore>> ExecuteAsync(
        RecordTechnicalScoreCommand input, string key, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(RecordTechnicalScore), key, input, actor.UserId, now),
            (portal, token) => RecordAsync(portal, input, actor, now, token),
            cancellationToken);

    /// <summary>What is wrong with the typed fields; empty when nothing is.</summary>
    public static IReadOnlyList<DraftFault> FindFaults(RecordTechnicalScoreCommand input, DateTimeOffset now) =>
        Read(input, now).Faults;

    private static async Task<Outcome<RecordedScore>> RecordAsync(
        PortalContext portal, RecordTechnicalScoreCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Treasury)) return Refusal.Of(OfferingRefusal.NotFound);
        // One writer of a chain at a time.
        var series = await portal.MiningSeries
            .FromSql($"select * from portal.mining_series where issue_id = {input.SeriesId} for update")
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (series is null) return Refusal.Of(MiningBondRefusal.SeriesUnknown);
        var (score, faults) = Read(input, now);
        if (score is null) return Refusal.Of(OfferingRefusal.DraftHasFaults, ("count", (long)faults.Count));
        var last = await portal.TechnicalRecords.AsNoTracking()
            .Where(row => row.SeriesId == input.SeriesId)
            .OrderByDescending(row => row.Number)
            .FirstAsync(cancellationToken);

        var row = TechnicalRecords.Append(portal, input.SeriesId, last, score, actor.UserId, now);
        return new RecordedScore(row.Number, Convert.ToHexStringLower(row.Hash));
    }

    private static (NewScore? Score, IReadOnlyList<DraftFault> Faults) Read(
        RecordTechnicalScoreCommand input, DateTimeOffset now)
    {
        var reader = new DraftReader();
        var choice = reader.Choice(nameof(input.Criterion), input.Criterion, Offered);
        var peer = choice == RecordTechnicalScoreCommand.PeerChoice
            ? reader.Line(nameof(input.Peer), input.Peer, PeerLengthMax)
            : "";
        var score = reader.Figure(nameof(input.Score), input.Score, 100);
        var evidence = MiningBondReading.Evidence(reader, nameof(input.Evidence), input.Evidence);
        var scoredOn = reader.Date(nameof(input.ScoredOn), input.ScoredOn);
        if (scoredOn > PortalTime.DayOf(now))
            reader.Add(nameof(input.ScoredOn), MiningBondRefusal.ScoredInFuture);
        if (reader.Faults.Count > 0) return (null, reader.Faults);
        TechnicalCriterion? criterion = choice == RecordTechnicalScoreCommand.PeerChoice
            ? null
            : Enum.Parse<TechnicalCriterion>(choice!); // Nothing is null when nothing is at fault.
        return (new NewScore(criterion, peer!, score!.Value, evidence!, scoredOn!.Value), []);
    }

    private static string? Offered(string typed) =>
        typed == RecordTechnicalScoreCommand.PeerChoice
            ? typed
            : Enum.GetNames<TechnicalCriterion>().FirstOrDefault(name => name == typed);
}
