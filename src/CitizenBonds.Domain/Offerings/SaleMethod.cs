namespace CitizenBonds.Domain.Offerings;

/// <summary>How an issue is sold.</summary>
public enum SaleMethod
{
    /// <summary>One price, known beforehand; a common ceiling where more is wanted than offered.</summary>
    FixedPrice = 0,

    /// <summary>
    /// Institutions bid under seal, citizens take the price they set; see <see cref="UniformPriceAuction"/>.
    /// </summary>
    Auction = 1,
}
