namespace CitizenBonds.Domain.Bonds;

/// <summary>How the time before the first remaining payment is discounted; whole periods always compound.</summary>
internal enum DiscountRule
{
    Compound,

    /// <summary>One payment is left, at simple interest.</summary>
    SimpleLastPeriod,

    /// <summary>Simple interest up to the first payment date.</summary>
    SimpleBrokenPeriod,
}
