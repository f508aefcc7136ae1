using CitizenBonds.Domain.Bonds;

namespace CitizenBonds.Domain.Pricing;

/// <summary>A bond with and without its rights to end early, per 100 of face value.</summary>
/// <param name="StraightDirty">As if nobody could end it.</param>
/// <param name="Dirty">With the rights: lower for calls, higher for puts.</param>
/// <param name="Accrued">Interest earned by the seller.</param>
public readonly record struct CallablePrice(double StraightDirty, double Dirty, double Accrued)
{
    public double Clean => Dirty - Accrued;

    /// <summary>What the rights are worth to the holder; negative when the issuer's calls weigh more.</summary>
    public double RightsValue => Dirty - StraightDirty;
}

/// <summary>
/// Callable and puttable bonds by a Hull-White lattice. The issuer calls as soon as waiting is worth more than the call
/// price, the holder puts as soon as it is worth less; a call goes before a put on the same date.
/// </summary>
public static class CallableBondPricing
{
    /// <summary>
    /// Steps of a year, fewer for long bonds so that the lattice stays within <see cref="StepsWanted"/>.
    /// </summary>
    public const int StepsPerYear = 24;

    private const int StepsWanted = 1_200;

    /// <param name="curve">Its today is the settlement date of the cash flows.</param>
    /// <param name="rights">Those not after settlement or not before the last payment are passed over.</param>
    public static CallablePrice PriceFromCurve(
        PricedBond bond,
        DateOnly settlement,
        DiscountCurve curve,
        HullWhiteModel model,
        IReadOnlyList<ExerciseRight> rights)
    {
        var cashflows = RemainingCashflows.From(bond, settlement, YieldConvention.Street);
        var events = Events(bond, cashflows, rights);
        var times = Times(events);
        var lattice = new HullWhiteLattice(model, curve, times);
        var values = new double[lattice.LastStates];
        var nextEvent = events.Count - 1;
        for (var i = times.Length - 1; i >= 0; i--)
        {
            if (i < times.Length - 1) values = lattice.RollBack(i, values);
            if (nextEvent >= 0 && events[nextEvent].Years == times[i]) events[nextEvent--].Apply(values);
        }

        return new(CurvePricing.DirtyFromCurve(cashflows, curve), values[0], cashflows.Accrued);
    }

    private static List<Event> Events(
        PricedBond bond, RemainingCashflows cashflows, IReadOnlyList<ExerciseRight> rights)
    {
        var maturity = cashflows.LastDate;
        var byDate = new SortedDictionary<DateOnly, Event>();
        for (var k = 0; k < cashflows.Count; k++)
            At(cashflows.DateOf(k)).Amount += cashflows.Amounts[k];
        foreach (var right in rights)
        {
            if (right.Date <= cashflows.Settlement || right.Date >= maturity) continue;
            var accrued = RemainingCashflows.From(bond, right.Date, YieldConvention.Street).Accrued;
            At(right.Date).Add(right, right.CleanPrice + accrued);
        }

        return [.. byDate.Values];

        Event At(DateOnly date) => byDate.TryGetValue(date, out var found)
            ? found
            : byDate[date] = new Event(CurvePricing.Years(cashflows.Settlement, date));
    }

    /// <summary>Today, every event, and equal steps between them.</summary>
    private static double[] Times(List<Event> events)
    {
        var stepsPerYear = Math.Min(StepsPerYear, StepsWanted / events[^1].Years);
        var times = new List<double> { 0 };
        foreach (var at in events)
        {
            var before = times[^1];
            var steps = Math.Max(1, (int)Math.Ceiling((at.Years - before) * stepsPerYear));
            for (var step = 1; step < steps; step++) times.Add(before + (at.Years - before) * step / steps);
            times.Add(at.Years);
        }

        return [.. times];
    }

    /// <summary>
    /// What happens on one date: first the rights, on the value without the day's payment, then the payment.
    /// </summary>
    private sealed class Event(double years)
    {
        private double _callAt = double.PositiveInfinity;
        private double _putAt = double.NegativeInfinity;

        public double Years => years;

        public double Amount { get; set; }

        public void Add(ExerciseRight right, double dirtyPrice)
        {
            if (right.Kind == ExerciseKind.Call) _callAt = Math.Min(_callAt, dirtyPrice);
            else _putAt = Math.Max(_putAt, dirtyPrice);
        }

        public void Apply(double[] values)
        {
            for (var s = 0; s < values.Length; s++)
                values[s] = Math.Min(Math.Max(values[s], _putAt), _callAt) + Amount;
        }
    }
}
