using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Credit;

/// <summary>How much face value an issuer may owe in tokens, and add in one fiscal year.</summary>
public sealed record IssuanceLimit
{
    private IssuanceLimit(Money outstandingMax, Money newPerYearMax)
    {
        OutstandingMax = outstandingMax;
        NewPerYearMax = newPerYearMax;
    }

    public Money OutstandingMax { get; }

    public Money NewPerYearMax { get; }

    /// <summary>Shares of the standard fiscal scale, each rounded down to a whole yen.</summary>
    /// <param name="standardFiscalScale">Zero or more.</param>
    public static IssuanceLimit For(TierTerms terms, Money standardFiscalScale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(standardFiscalScale, Money.Zero);
        return new(
            Share(standardFiscalScale, terms.OutstandingShareMax),
            Share(standardFiscalScale, terms.NewPerYearShareMax));
    }

    private static Money Share(Money scale, Rate share) =>
        scale.Prorate(share.PerMillion, 1_000_000, MidpointRounding.ToZero);
}
