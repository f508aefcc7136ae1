using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Credit;

/// <summary>Where a line lies, in percent: the line is crossed at or above it.</summary>
public abstract record LineThreshold
{
    private LineThreshold()
    {
    }

    /// <summary>The line for one issuer, percent.</summary>
    public abstract decimal PercentFor(FiscalIndicators indicators);

    /// <summary>The same for everyone.</summary>
    public sealed record Fixed(decimal Percent) : LineThreshold
    {
        public override decimal PercentFor(FiscalIndicators indicators) => Percent;
    }

    /// <summary>
    /// The early-soundness line of a municipality's real deficit ratio, falling from 15 % to 11.25 % with the standard
    /// fiscal scale S: the mean of the 20 % reconstruction line and the permission line of the Local Finance Act, which
    /// is 10 % up to S = 5 billion yen, (S + 10 billion) / 30 S up to 20 billion, (S + 100 billion) / 120 S up to 50
    /// billion and 2.5 % above (Order for Enforcement of the Act on Assurance of Sound Financial Status of Local
    /// Governments, art. 7). The consolidated line lies <paramref name="AddedPercent"/> = 5 higher.
    /// </summary>
    /// <remarks>Without a scale the strictest value counts, so missing data never helps an issuer.</remarks>
    /// <param name="AddedPercent">Percentage points on top; 0 for the real deficit ratio.</param>
    public sealed record ByFiscalScale(decimal AddedPercent) : LineThreshold
    {
        private const decimal Reconstruction = 20m;
        private const decimal BillionYen = 1_000_000_000m;

        public override decimal PercentFor(FiscalIndicators indicators) =>
            ((PermissionPercent(indicators.StandardFiscalScale) + Reconstruction) / 2m) + AddedPercent;

        private static decimal PermissionPercent(Money? standardFiscalScale)
        {
            if (standardFiscalScale is not { IsPositive: true } scale) return 2.5m;
            return (scale.MinorUnits / BillionYen) switch
            {
                <= 5m => 10m,
                <= 20m and var billions => 100m * (billions + 10m) / (30m * billions),
                <= 50m and var billions => 100m * (billions + 100m) / (120m * billions),
                _ => 2.5m,
            };
        }
    }
}
