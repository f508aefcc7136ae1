using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Disclosure;

/// <summary>Why a report on the spending of the proceeds is not taken. When several apply, the first listed is
/// reported.</summary>
public enum ProceedsRefusal
{
    /// <summary>The issue has not settled: there are no proceeds.</summary>
    NotSettled = 1,

    /// <summary>The report of that day is not due for this issue, or an earlier one is missing.</summary>
    NotInTurn,

    /// <summary>Everything was reported as spent before: no further report is owed.</summary>
    AllSpentBefore,

    /// <summary>Less than an earlier report says was spent: that one is corrected first.</summary>
    LessThanBefore,

    /// <summary>More than a later report says was spent: that one is corrected first.</summary>
    MoreThanAfter,

    /// <summary>More than the sale brought.</summary>
    AboveProceeds,
}

/// <summary>A report on the spending of an issue's proceeds, in its newest version.</summary>
/// <param name="Number">From 1: which anniversary it is for.</param>
/// <param name="Spent">Since the settlement, in all.</param>
/// <param name="FiledOn">Day of its first version.</param>
public sealed record ProceedsReport(int Number, Money Spent, DateOnly FiledOn);

/// <summary>
/// The yearly reports of one issue: owed from the first anniversary of the settlement until one says that everything
/// was spent.
/// </summary>
/// <param name="Filed">In order, without a gap from 1.</param>
public sealed record ProceedsReports(DateOnly SettledOn, Money Proceeds, IReadOnlyList<ProceedsReport> Filed)
{
    public bool IsAllSpent => Filed.Count > 0 && Filed[^1].Spent >= Proceeds;

    /// <summary>The report that is owed next; null when everything was spent or the sale brought nothing.</summary>
    public int? Next => IsAllSpent || !Proceeds.IsPositive ? null : Filed.Count + 1;

    /// <summary>Every report that was filed or has fallen due, in order.</summary>
    public IReadOnlyList<FilingDuty> DutiesOn(DateOnly today)
    {
        var duties = Filed
            .Select(report => new FilingDuty(FilingKind.ProceedsSpentReport, DueOf(report.Number), report.FiledOn))
            .ToList();
        for (var number = Next; number is { } owed && DueOf(owed) <= today; number++)
            duties.Add(new(FilingKind.ProceedsSpentReport, DueOf(owed), null));
        return duties;
    }

    public DateOnly DueOf(int number) => FilingCalendar.ProceedsReportDue(SettledOn, number);

    /// <param name="number">A filed report, which is corrected, or the next one; the next may come before its day.
    /// </param>
    /// <param name="spent">Since the settlement, in all; zero or more.</param>
    public ProceedsRefusal? FindRefusal(int number, Money spent)
    {
        var isCorrection = number >= 1 && number <= Filed.Count;
        if (!isCorrection && IsAllSpent) return ProceedsRefusal.AllSpentBefore;
        if (!isCorrection && number != Next) return ProceedsRefusal.NotInTurn;
        if (number >= 2 && spent < Filed[number - 2].Spent) return ProceedsRefusal.LessThanBefore;
        if (number < Filed.Count && spent > Filed[number].Spent) return ProceedsRefusal.MoreThanAfter;
        return spent > Proceeds ? ProceedsRefusal.AboveProceeds : null;
    }
}
