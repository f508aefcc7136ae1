namespace CitizenBonds.Domain.FairPrice;

/// <summary>
/// What stands beside K and does not enter it: where the market is, and what the power for one coin costs.
/// </summary>
/// <param name="TokenPrice">
/// Market price of one coin in whole units of the window's currency, above zero: what the window deals at.
/// </param>
/// <param name="JoulesPerHash">Of the miners on the market, above zero; 1.5e-11 is 15 joules a terahash.</param>
/// <param name="PricePerKilowattHour">In the window's currency, zero or more.</param>
public sealed record FairPriceMarket(long TokenPrice, double JoulesPerHash, double PricePerKilowattHour)
{
    /// <summary>The lower bound of the price: the electricity for one coin.</summary>
    /// <param name="constant">k, coins minted per unit of difficulty, above zero.</param>
    public double ElectricityFloor(double constant) =>
        FairPriceWindow.ElectricityCost(1 / constant, JoulesPerHash, PricePerKilowattHour);
}
