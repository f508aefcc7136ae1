namespace CitizenBonds.Verifier.Files;

/// <summary>Writes numbers of ordinary size with a fixed count of decimals, digit by digit from the right.</summary>
internal static class FixedDecimals
{
    public const int LengthMax = 24;

    /// <summary>Up to here a scaled number is off by less than a tenth of its last digit.</summary>
    private const double ScaledMax = 1e15;

    private static readonly double[] Scales =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <param name="text">At least <see cref="LengthMax"/> long; filled from the right.</param>
    /// <param name="start">Where the number begins.</param>
    /// <returns>False when the number is too large or not finite.</returns>
    public static bool TryWrite(double number, int decimals, Span<char> text, out int start)
    {
        start = text.Length;
        var scaled = Math.Round(number * Scales[decimals]);
        if (!(Math.Abs(scaled) < ScaledMax)) return false;
        var left = (ulong)Math.Abs(scaled);
        for (var written = 0; written <= decimals || left > 0; written++)
        {
            if (written == decimals && decimals > 0) text[--start] = '.';
            (left, var digit) = Math.DivRem(left, 10);
            text[--start] = (char)('0' + digit);
        }

        if (scaled < 0) text[--start] = '-';
        return true;
    }
}
