namespace CitizenBonds.Domain.Bonds;

/// <summary>Prices per 100 of face value and sensitivities at one yield. Analytics, not money.</summary>
/// <param name="CleanPrice">Dirty price less accrued interest: what is quoted.</param>
/// <param name="Accrued">Interest earned by the seller.</param>
/// <param name="DirtyPrice">What is paid.</param>
/// <param name="MacaulayDuration">Years; mean time to payment weighted by present value.</param>
/// <param name="ModifiedDuration">Years; relative fall of the dirty price per unit of yield.</param>
/// <param name="Convexity">Years squared; second derivative of the dirty price over the dirty price.</param>
public readonly record struct BondAnalytics(
    double CleanPrice,
    double Accrued,
    double DirtyPrice,
    double MacaulayDuration,
    double ModifiedDuration,
    double Convexity);
