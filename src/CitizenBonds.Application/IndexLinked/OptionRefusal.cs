namespace CitizenBonds.Application.IndexLinked;

/// <summary>Why the right to sell back is not used or announced, in order of precedence.</summary>
public enum OptionRefusal
{
    /// <summary>No such bond, or nobody who invests.</summary>
    NotFound = 1,

    /// <summary>Not announced yet, or its record date is past.</summary>
    NotOpen = 2,

    /// <summary>Not one token, or not a number.</summary>
    QuantityUnreadable = 3,

    TokensTooFew = 4,

    /// <summary>Tokens set aside for an order to sell must be taken out of the book first.</summary>
    TokensHeldForSale = 5,
}
