namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// A named rule that measures the time between two dates, start included, end excluded. Values exist once; compare by
/// reference. <see cref="Name"/> is what the prospectus prints. Sources: ISDA 2006 Definitions 4.16, ICMA rule 251.
/// </summary>
public sealed class DayCount
{
    private readonly Func<DateOnly, DateOnly, ReferencePeriod, DayFraction> _years;
    private readonly Func<DateOnly, DateOnly, int> _days;

    private DayCount(
        string name,
        int? yearDays,
        Func<DateOnly, DateOnly, int> days,
        Func<DateOnly, DateOnly, ReferencePeriod, DayFraction>? years = null)
    {
        Name = name;
        YearDays = yearDays;
        _days = days;
        HasActualDays = days == ActualDays.Between;
        _years = years ?? ((start, end, _) => new(days(start, end), yearDays!.Value)); // Fixed years have a length.
    }

    /// <summary>Actual days over 365, leap years too (ISDA 4.16(d)).</summary>
    public static DayCount Actual365Fixed { get; } = new("ACT/365F", 365, ActualDays.Between);

    /// <summary>Actual days over 360 (ISDA 4.16(e)).</summary>
    public static DayCount Actual360 { get; } = new("ACT/360", 360, ActualDays.Between);

    /// <summary>
    /// Bond basis (ISDA 4.16(f)): a start on the 31st counts as the 30th; an end on the 31st too, when the start is the
    /// 30th or 31st.
    /// </summary>
    public static DayCount Thirty360 { get; } = new("30/360", 360, ThirtyDayMonths.BondBasis);

    /// <summary>Eurobond basis (ISDA 4.16(g)): either date on the 31st counts as the 30th.</summary>
    public static DayCount ThirtyE360 { get; } = new("30E/360", 360, ThirtyDayMonths.Eurobond);

    /// <summary>
    /// Bond basis in which the last day of February counts as the 30th (SIFMA Standard Securities Calculation Methods).
    /// </summary>
    public static DayCount Thirty360Us { get; } = new("30/360 US", 360, ThirtyDayMonths.UnitedStates);

    /// <summary>Days in leap years over 366 plus other days over 365 (ISDA 4.16(b)).</summary>
    public static DayCount ActualActualIsda { get; } = new(
        "ACT/ACT ISDA", null, ActualDays.Between, (start, end, _) => ActualDays.IsdaYears(start, end));

    /// <summary>Actual days over the days of the coupon period times the coupons a year (ICMA rule 251.1).</summary>
    public static DayCount ActualActualIcma { get; } = new(
        "ACT/ACT ICMA", null, ActualDays.Between, ActualDays.IcmaYears);

    /// <summary>
    /// Whole years counted back from the end, the rest over 366 when it holds a 29 February, else 365 (AFB 2004).
    /// </summary>
    public static DayCount ActualActualAfb { get; } = new(
        "ACT/ACT AFB", null, ActualDays.Between, (start, end, _) => ActualDays.AfbYears(start, end));

    public static IReadOnlyList<DayCount> All { get; } =
    [
        Actual365Fixed, Actual360, Thirty360, ThirtyE360, Thirty360Us, ActualActualIsda, ActualActualIcma,
        ActualActualAfb,
    ];

    public string Name { get; }

    /// <summary>Days of every year; null for the rules whose year has no fixed length.</summary>
    public int? YearDays { get; }

    /// <summary>Days are those of the calendar.</summary>
    internal bool HasActualDays { get; }

    /// <returns>Null when no rule has this name. "ACT/ACT-ICMA" and "ACT/ACT-ISDA" are understood too.</returns>
    public static DayCount? FromName(string name)
    {
        foreach (var dayCount in All)
            if (dayCount.Name == name || dayCount.Name.Replace("ACT ", "ACT-", StringComparison.Ordinal) == name)
                return dayCount;
        return null;
    }

    /// <summary>Days by this rule; negative when the end lies before the start.</summary>
    public int Days(DateOnly start, DateOnly end) => _days(start, end);

    /// <summary>Exact years from <paramref name="start"/> to <paramref name="end"/>.</summary>
    /// <param name="end">Not before the start.</param>
    /// <param name="reference">
    /// A coupon period that touches the two dates; only ACT/ACT ICMA reads it, and walks from it to cover longer spans.
    /// </param>
    public DayFraction Years(DateOnly start, DateOnly end, ReferencePeriod reference)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        return _years(start, end, reference);
    }

    public override string ToString() => Name;
}
