using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Investors;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Investors;

/// <param name="Sitting">Which sitting the form was made for, from 1; it decides the order of the answers.</param>
/// <param name="Answers">Of each question the place of the chosen answer, from 0; -1 for none.</param>
public sealed record TakeKnowledgeTestCommand(int Sitting, IReadOnlyList<int> Answers);

public sealed record KnowledgeTestResult(int RightAnswers, int Questions, bool IsPassed);

/// <summary>
/// Marks one sitting of the knowledge test. Failing is a result, not a refusal: it is kept, and can be repeated.
/// </summary>
public sealed class TakeKnowledgeTest(CommandRunner commands)
{
    /// <summary>The test may be repeated this long before it runs out.</summary>
    public const int RenewalMonths = 3;

    public Task<Outcome<KnowledgeTestResult>> ExecuteAsync(
        TakeKnowledgeTestCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(TakeKnowledgeTest), key, command, actor, now),
            (portal, token) => MarkAsync(portal, command, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<KnowledgeTestResult>> MarkAsync(
        PortalContext portal,
        TakeKnowledgeTestCommand command,
        Guid actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return Refusal.Of(InvestorRefusal.NotOpened);
        var sittings = await portal.KnowledgeAttempts.CountAsync(
            row => row.InvestorId == investor.Id, cancellationToken);
        if (command.Sitting != sittings + 1) return Refusal.Of(KnowledgeRefusal.FormOutOfDate);
        if (ValidUntil(investor) is { } until && PortalTime.DayOf(now) < until.AddMonths(-RenewalMonths))
            return Refusal.Of(KnowledgeRefusal.StillValid, ("until", until));
        if (!KnowledgeTest.IsComplete(command.Answers)) return Refusal.Of(KnowledgeRefusal.AnswersMissing);

        var right = KnowledgeTest.CountRight(investor.Id, command.Sitting, command.Answers);
        var isPassed = right >= KnowledgeTest.RightAnswersMin;
        portal.KnowledgeAttempts.Add(new KnowledgeAttemptRow
        {
            InvestorId = investor.Id,
            RightAnswers = (short)right,
            Questions = (short)KnowledgeTest.Questions.Count,
            TakenAt = now,
        });
        if (isPassed) investor.KnowledgePassedAt = now;
        return new KnowledgeTestResult(right, KnowledgeTest.Questions.Count, isPassed);
    }

    /// <returns>The first day on which the test must be taken again; null when it was never passed.</returns>
    public static DateOnly? ValidUntil(InvestorRow investor) =>
        investor.KnowledgePassedAt is { } passedAt
            ? PortalTime.DayOf(passedAt).AddYears(PhasedEntry.Default.TestValidYears)
            : null;
}
