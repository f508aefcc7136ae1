namespace CitizenBonds.Domain.Disclosure;

/// <summary>One thing an issuer has to disclose by a day.</summary>
/// <param name="FiledOn">Day of its first version; null while it is owed.</param>
public sealed record FilingDuty(FilingKind Kind, DateOnly DueOn, DateOnly? FiledOn)
{
    /// <summary>Whole days after the due day, up to the filing or up to today; zero when in time.</summary>
    public int DaysLate(DateOnly today) => Math.Max(0, (FiledOn ?? today).DayNumber - DueOn.DayNumber);

    public bool IsOverdue(DateOnly today) => FiledOn is null && DaysLate(today) > 0;
}
