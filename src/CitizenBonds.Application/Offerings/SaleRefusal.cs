namespace CitizenBonds.Application.Offerings;

/// <summary>
/// Why there is nothing one could apply for or withdraw from. When several apply, the first listed is reported.
/// </summary>
public enum SaleRefusal
{
    /// <summary>There is no such issue, or its sale was not announced.</summary>
    NotOnSale = 1,

    /// <summary>In an auction an institution names its price; the part for citizens is not for it.</summary>
    InstitutionsBid,

    QuantityNotPositive,

    /// <summary>There is no application of this person that is still waiting.</summary>
    NothingToWithdraw,

    /// <summary>The sale has closed and the days to think it over have passed.</summary>
    TooLateToWithdraw,
}
