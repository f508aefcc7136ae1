using CitizenBonds.Domain.Mining;

namespace CitizenBonds.Domain.FairPrice;

/// <summary>What the window is computed from. Analytics in <c>double</c>: a price band, never an amount owed.</summary>
/// <param name="Height">Block height; it gives the subsidy.</param>
/// <param name="Difficulty">Bitcoin difficulty, 1 or more.</param>
/// <param name="CoinPrice">Market price of one BTC in the window's currency, above zero.</param>
/// <param name="Constant">k, the voted constant: coins minted per unit of difficulty, above zero.</param>
/// <param name="Margin">Share of K on either side, 0 to 0.1, ends included; 0.1 is 10 %.</param>
public sealed record FairPriceInputs(
    long Height, double Difficulty, double CoinPrice, double Constant, double Margin);

/// <summary>Why no window can be computed. When several apply, the first listed is reported.</summary>
public enum FairPriceRefusal
{
    /// <summary>Below zero, or so high that no subsidy is left.</summary>
    HeightWithoutSubsidy = 0,

    /// <summary>Not a finite number of 1 or more.</summary>
    DifficultyBelowOne = 1,

    /// <summary>Not a finite number above zero.</summary>
    CoinPriceNotPositive = 2,

    /// <summary>Not a finite number above zero.</summary>
    ConstantNotPositive = 3,

    /// <summary>Not within 0 to 0.1: the margin is a share of K, never an amount.</summary>
    MarginOutOfRange = 4,
}

/// <summary>
/// The fair price K = P * S / (k * D) of a coin minted by proof of work, and the band around it: deposits while the
/// price
/// is at most K (1 + e), withdrawals while it is at least K (1 - e). K is the opportunity cost of mining the other
/// coin.
/// Source: the published proposal; its "plus or minus 10 %" is read as a factor.
/// </summary>
public sealed record FairPriceWindow
{
    public const double MarginMax = 0.1;
    private const double SatoshiPerCoin = 1e8;

    private FairPriceWindow(FairPriceInputs inputs, double subsidyCoins)
    {
        Inputs = inputs;
        K = inputs.CoinPrice * subsidyCoins / (inputs.Constant * inputs.Difficulty);
    }

    public FairPriceInputs Inputs { get; }

    /// <summary>In the window's currency per coin.</summary>
    public double K { get; }

    /// <summary>The highest price of a deposit, itself allowed.</summary>
    public double Upper => K * (1 + Inputs.Margin);

    /// <summary>The lowest price of a withdrawal, itself allowed.</summary>
    public double Lower => K * (1 - Inputs.Margin);

    /// <summary>The highest whole price of a deposit; zero when even one is outside.</summary>
    public long DepositMax => WholeOf(Math.Floor(Upper));

    /// <summary>The lowest whole price of a withdrawal, one or more.</summary>
    public long WithdrawalMin => Math.Max(1, WholeOf(Math.Ceiling(Lower)));

    /// <returns>The window, or the refusal.</returns>
    public static (FairPriceWindow? Window, FairPriceRefusal? Refusal) For(FairPriceInputs inputs)
    {
        if (FindRefusal(inputs) is { } refusal) return (null, refusal);
        return (new(inputs, BlockSubsidy.At(inputs.Height).MinorUnits / SatoshiPerCoin), null);
    }

    /// <param name="price">Finite, above zero. When the answer is no, <see cref="Upper"/> is the allowed price.</param>
    public bool AllowsDeposit(double price) => IsPrice(price) && price <= Upper;

    /// <param name="price">Finite, above zero. When the answer is no, <see cref="Lower"/> is the allowed price.</param>
    public bool AllowsWithdrawal(double price) => IsPrice(price) && price >= Lower;

    /// <summary>
    /// The lower bound: what the electricity for one coin costs, 2^32 * difficulty per coin * J per hash * price /
    /// 3.6e6.
    /// </summary>
    /// <param name="difficultyPerCoin">Units of difficulty behind one coin: 1 / k, above zero.</param>
    /// <param name="joulesPerHash">Above zero.</param>
    /// <param name="pricePerKilowattHour">In the window's currency, zero or more.</param>
    public static double ElectricityCost(double difficultyPerCoin, double joulesPerHash, double pricePerKilowattHour)
    {
        if (!IsPrice(difficultyPerCoin)) throw new ArgumentOutOfRangeException(nameof(difficultyPerCoin));
        if (!IsPrice(joulesPerHash)) throw new ArgumentOutOfRangeException(nameof(joulesPerHash));
        if (!(double.IsFinite(pricePerKilowattHour) && pricePerKilowattHour >= 0))
            throw new ArgumentOutOfRangeException(nameof(pricePerKilowattHour));
        const double JoulesPerKilowattHour = 3.6e6;
        return Math.Pow(2, 32) * difficultyPerCoin * joulesPerHash * pricePerKilowattHour / JoulesPerKilowattHour;
    }

    /// <summary>
    /// Where a price stands between the electricity cost (0) and K (1); outside the two it is below 0 or over 1.
    /// </summary>
    public double PositionOf(double price, double electricityCost)
    {
        if (K <= electricityCost) throw new ArgumentOutOfRangeException(nameof(electricityCost), "not below K");
        return (price - electricityCost) / (K - electricityCost);
    }

    private static FairPriceRefusal? FindRefusal(FairPriceInputs inputs)
    {
        if (inputs.Height < 0 || !BlockSubsidy.At(inputs.Height).IsPositive)
            return FairPriceRefusal.HeightWithoutSubsidy;
        if (!(double.IsFinite(inputs.Difficulty) && inputs.Difficulty >= 1)) return FairPriceRefusal.DifficultyBelowOne;
        if (!IsPrice(inputs.CoinPrice)) return FairPriceRefusal.CoinPriceNotPositive;
        if (!IsPrice(inputs.Constant)) return FairPriceRefusal.ConstantNotPositive;
        return inputs.Margin is >= 0 and <= MarginMax ? null : FairPriceRefusal.MarginOutOfRange;
    }

    private static long WholeOf(double price) => price < long.MaxValue ? (long)price : long.MaxValue;

    private static bool IsPrice(double value) => double.IsFinite(value) && value > 0;
}
