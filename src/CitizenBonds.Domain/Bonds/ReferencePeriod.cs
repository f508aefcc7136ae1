namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// A regular (quasi-)coupon period: the yardstick by which ACT/ACT ICMA measures a stub (ICMA rule 251). Start
/// included, end excluded.
/// </summary>
public readonly record struct ReferencePeriod(DateOnly Start, DateOnly End, CouponCycle Cycle)
{
    /// <summary>Actual days.</summary>
    public int Days => End.DayNumber - Start.DayNumber;

    public ReferencePeriod Previous => new(Cycle.Shift(Start, -1), Start, Cycle);

    public ReferencePeriod Next => new(End, Cycle.Shift(End, 1), Cycle);
}
