namespace CitizenBonds.Application.Market;

/// <summary>
/// Why a market maker is not appointed or released. When several apply, the first listed is reported.
/// </summary>
public enum MarketMakerRefusal
{
    NotTheOperator = 1,

    /// <summary>No such bond, or it is not outstanding.</summary>
    SeriesUnknown = 2,

    /// <summary>No such institution, or its identity is not confirmed.</summary>
    InstitutionUnknown = 3,

    /// <summary>Spread and presence are shares above zero, at most the whole; the size is one token or more.
    /// </summary>
    TermsUnfit = 4,

    /// <summary>The institution quotes the series already; its promise has to end first.</summary>
    AppointedAlready = 5,

    /// <summary>There is no such promise, or it has ended.</summary>
    NotAppointed = 6,
}
