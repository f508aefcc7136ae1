using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Offerings;

public sealed class SaleCalendarTests
{
    private static readonly DateTimeOffset Opens = new(2026, 4, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Closes = Opens.AddDays(2);

    [Fact]
    public void At_Boundaries_BelongToTheLaterPhase()
    {
        Assert.Equal(SalePhase.NotYetOpen, SalePhases.At(Opens, Closes, Opens.AddTicks(-1)));
        Assert.Equal(SalePhase.Open, SalePhases.At(Opens, Closes, Opens));
        Assert.Equal(SalePhase.Open, SalePhases.At(Opens, Closes, Closes.AddTicks(-1)));
        Assert.Equal(SalePhase.Closed, SalePhases.At(Opens, Closes, Closes));
    }

    [Theory]
    [InlineData(99, -1, CrowdDecision.Waiting)]
    [InlineData(99, 0, CrowdDecision.Failed)]
    [InlineData(100, -1, CrowdDecision.Reached)]
    [InlineData(100, 0, CrowdDecision.Reached)]
    public void CrowdMinimum_OfHundred_DecidesAtTheClose(int applied, int ticksAfterClose, CrowdDecision decision) =>
        Assert.Equal(
            decision,
            CrowdMinimum.Decide(
                Quantity.FromTokens(100), Quantity.FromTokens(applied), Closes, Closes.AddTicks(ticksAfterClose)));

    [Fact]
    public void RetailWithdrawal_LastMinuteApplication_KeepsFourDays()
    {
        var applied = Closes.AddMinutes(-1);
        Assert.True(RetailWithdrawal.IsOpen(applied, Closes, applied.AddDays(4).AddTicks(-1)));
        Assert.False(RetailWithdrawal.IsOpen(applied, Closes, applied.AddDays(4)));
        Assert.True(RetailWithdrawal.EndsAt(applied, Closes) < RetailWithdrawal.EarliestSettlement(Closes));
    }

    [Fact]
    public void RetailWithdrawal_EarlyApplicationInALongSale_StaysOpenUntilTheClose() =>
        Assert.Equal(Opens.AddDays(30), RetailWithdrawal.EndsAt(Opens, Opens.AddDays(30)));
}
