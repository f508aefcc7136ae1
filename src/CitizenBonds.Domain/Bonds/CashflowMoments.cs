namespace CitizenBonds.Domain.Bonds;

/// <summary>The value of a bond's remaining payments at one yield, with its slopes. Per 100 of face value.</summary>
/// <param name="Price">Dirty price.</param>
/// <param name="Weighted">Sum of periods to payment times present value.</param>
/// <param name="Slope">First derivative of the price by the rate per period.</param>
/// <param name="Curvature">Second derivative.</param>
internal readonly record struct CashflowMoments(double Price, double Weighted, double Slope, double Curvature)
{
    /// <summary>From the sums of payments times discount, times periods, times periods squared.</summary>
    /// <param name="discount">Of one period.</param>
    public static CashflowMoments Compounded(double sum, double weighted, double squared, double discount) =>
        new(sum, weighted, -discount * weighted, discount * discount * (weighted + squared));
}
