using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Application.FairPrice;

/// <summary>One publication with what follows from it.</summary>
/// <param name="Record">As it is hashed.</param>
/// <param name="Hash">Of the record, as it was kept.</param>
public sealed record WindowPriceView(FairPriceRecord Record, FairPriceWindow Window, Hash256 Hash)
{
    public double ElectricityFloor => Record.Market.ElectricityFloor(Record.Inputs.Constant);

    /// <summary>
    /// Where the market stands between electricity (0) and K (1); null when electricity costs as much as K or more.
    /// </summary>
    public double? Position => Window.K > ElectricityFloor
        ? Window.PositionOf(Record.Market.TokenPrice, ElectricityFloor)
        : null;

    public bool AllowsDeposits => Window.AllowsDeposit(Record.Market.TokenPrice);

    public bool AllowsWithdrawals => Window.AllowsWithdrawal(Record.Market.TokenPrice);
}
