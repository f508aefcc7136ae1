namespace CitizenBonds.Domain.Pricing;

/// <summary>Who may end a bond early.</summary>
public enum ExerciseKind
{
    /// <summary>The issuer may repay.</summary>
    Call,

    /// <summary>The holder may demand repayment.</summary>
    Put,
}

/// <summary>A right to end a bond on one date.</summary>
/// <param name="Date">After settlement and before the maturity; a coupon due that day is paid as well.</param>
/// <param name="CleanPrice">Paid besides accrued interest, per 100 of face value.</param>
public readonly record struct ExerciseRight(DateOnly Date, double CleanPrice, ExerciseKind Kind)
{
    private const int RightsMax = 1_000;

    /// <summary>A right on a date and on every anniversary of it before the maturity.</summary>
    public static IReadOnlyList<ExerciseRight> EveryYear(
        DateOnly first, DateOnly maturity, double cleanPrice, ExerciseKind kind)
    {
        var rights = new List<ExerciseRight>();
        for (var years = 0; years < RightsMax && first.AddYears(years) < maturity; years++)
            rights.Add(new(first.AddYears(years), cleanPrice, kind));
        return rights;
    }
}
