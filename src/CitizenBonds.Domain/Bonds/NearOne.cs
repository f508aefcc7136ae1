namespace CitizenBonds.Domain.Bonds;

/// <summary>Logarithm and exponential where the result is near nothing: a short series, full digits, no call.</summary>
internal static class NearOne
{
    private const double LogRadius = 0.1;
    private const double ExpRadius = 0.02;

    /// <summary>ln x from the series of artanh((x - 1) / (x + 1)).</summary>
    public static double Log(double x)
    {
        if (!(Math.Abs(x - 1) < LogRadius)) return Math.Log(x);
        var z = (x - 1) / (x + 1);
        var q = z * z;
        return 2 * z * (1 + q * (1 / 3d + q * (1 / 5d + q * (1 / 7d + q * (1 / 9d + q / 11)))));
    }

    /// <summary>e^x - 1.</summary>
    public static double ExpMinusOne(double x) => Math.Abs(x) < ExpRadius
        ? x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5 * (1 + x / 6 * (1 + x / 7))))))
        : Math.Exp(x) - 1;

    /// <summary>e^x; the series is cut where its rest is below the last digit.</summary>
    public static double Exp(double x) => Math.Abs(x) < ExpRadius
        ? 1 + x * (1 + x * (1 / 2d + x * (1 / 6d + x * (1 / 24d + x * (1 / 120d + x * (1 / 720d))))))
        : Math.Exp(x);
}
