namespace CitizenBonds.Domain.Offerings;

/// <summary>What a series promises. Codes are stored.</summary>
public enum BondProduct
{
    /// <summary>Coupons and repayment in yen on days known beforehand.</summary>
    FixedIncome = 0,

    /// <summary>Coupons in bitcoin by the Bitcoin chain, without repayment; <c>Mining</c> holds the rules.</summary>
    PureMining = 1,

    /// <summary>
    /// Coupons in yen that follow a basket of metals, without repayment; holders may sell back once. <c>IndexLinked</c>
    /// holds the rules.
    /// </summary>
    IndexLinked = 2,
}
