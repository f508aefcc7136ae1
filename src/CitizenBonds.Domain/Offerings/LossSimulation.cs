using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>The bad cases a citizen is shown before the first order.</summary>
public enum LossCaseKind
{
    /// <summary>The issuer defaults and pays nothing back.</summary>
    NothingPaidBack,

    /// <summary>The issuer defaults and pays half of the face value back.</summary>
    HalfPaidBack,

    /// <summary>Yields stand one percentage point higher when the bond is sold on.</summary>
    YieldUpOnePoint,

    /// <summary>Yields stand two percentage points higher when the bond is sold on.</summary>
    YieldUpTwoPoints,
}

/// <summary>One bad case in yen, coupons received aside.</summary>
/// <param name="Left">What the holding is then worth, rounded down.</param>
/// <param name="Lost">What was paid less what is left; never below zero.</param>
public sealed record LossCase(LossCaseKind Kind, Money Left, Money Lost);

/// <summary>
/// What buying a bond could cost: default, and a rise of the market's yield on the day of issue. The price after the
/// rise is that of the street convention, in <c>double</c>, and becomes yen in one step, rounded down.
/// </summary>
public static class LossSimulation
{
    private static readonly (LossCaseKind Kind, double Points)[] YieldRises =
        [(LossCaseKind.YieldUpOnePoint, 0.01), (LossCaseKind.YieldUpTwoPoints, 0.02)];

    /// <param name="price">Of one token in the sale; above zero.</param>
    /// <returns>Worst first; the yield cases are left out for a bond whose price gives no yield.</returns>
    public static IReadOnlyList<LossCase> Of(BondTerms terms, Money price, Quantity quantity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(price, Money.Zero);
        var paid = price * quantity;
        var face = terms.Denomination * quantity;
        var half = face.Prorate(1, 2, MidpointRounding.ToNegativeInfinity);
        List<LossCase> cases =
        [
            Case(LossCaseKind.NothingPaidBack, paid, Money.Zero),
            Case(LossCaseKind.HalfPaidBack, paid, half),
        ];
        var cashflows = RemainingCashflows.From(terms, terms.IssueDate, YieldConvention.Street);
        var sold = BondYield.YieldFromClean(cashflows, 100d * price.MinorUnits / terms.Denomination.MinorUnits);
        if (sold.Refusal is not null) return cases;
        foreach (var (kind, points) in YieldRises)
        {
            if (BondYield.FindRefusal(cashflows, sold.Yield + points) is not null) continue;
            var percentOfFace = BondYield.CleanFromYield(cashflows, sold.Yield + points);
            cases.Add(Case(kind, paid, Money.FromYen((long)Math.Floor(face.MinorUnits * percentOfFace / 100))));
        }

        return cases;
    }

    private static LossCase Case(LossCaseKind kind, Money paid, Money left) =>
        new(kind, left, Money.Max(Money.Zero, paid - left));
}
