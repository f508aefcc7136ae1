using CitizenBonds.Domain.Market;

namespace CitizenBonds.Application.Demo;

/// <summary>
/// Two days on which trading stopped: one by a price limit, when many sold at once, one by the operator. On both,
/// orders were accepted meanwhile and an auction opened trading again.
/// </summary>
internal sealed class DemoHalts(DemoOrders orders, DemoMarket market, DemoRandom random)
{
    private const int LimitSale = 12;
    private const int OperatorSale = 15;
    private const int SoldTokens = 170; // More than any day's bids together.
    private const int SoldByOneMost = 25;
    private static readonly DateOnly LimitDay = new(2026, 2, 12);
    private static readonly DateOnly OperatorDay = new(2026, 6, 16);

    public static bool IsOn(DateOnly day, int sale) =>
        (day == LimitDay && sale == LimitSale) || (day == OperatorDay && sale == OperatorSale);

    public IEnumerable<Step> StepsOn(DemoTradingDay day)
    {
        if (day.Day == LimitDay)
        {
            yield return new(LimitSale, day.At(10, 30), (series, at, stop) => SellAsync(series, day, at, stop));
            yield return new(LimitSale, day.At(10, 45), (series, at, stop) => RescueAsync(series, day, at, stop));
        }

        if (day.Day != OperatorDay) yield break;
        yield return new(OperatorSale, day.At(10, 10), (series, at, stop) => market.HaltAsync(
            series.SeriesId, at, stop));
        yield return new(OperatorSale, day.At(10, 25), (series, at, stop) => WaitAsync(series, day, at, stop));
        yield return new(OperatorSale, day.At(10, 40), (series, at, stop) => market.ResumeAsync(
            series.SeriesId, at, stop));
    }

    /// <summary>A bargain hunter bids far below; then holders sell at any price until his bid is next.</summary>
    private async Task SellAsync(DemoSeries series, DemoTradingDay day, DateTimeOffset at, CancellationToken stop)
    {
        var hunter = DemoInstitution.All[(series.Number + 1) % DemoInstitution.All.Count].UserId;
        orders.Add(series, day.Day, hunter, OrderSide.Buy, OrderType.Limit, series.FairYen * 87 / 100, 30);
        for (var sold = 0L; sold < SoldTokens && series.TakeSeller(random, SoldByOneMost) is { } seller;)
        {
            orders.Add(series, day.Day, seller.UserId, OrderSide.Sell, OrderType.Market, 0, seller.Tokens);
            sold += seller.Tokens;
        }

        await market.PlaceAsync(orders.TakeAll(), at, stop);
    }

    /// <summary>Orders during the pause: buyers come back a little lower.</summary>
    private async Task RescueAsync(DemoSeries series, DemoTradingDay day, DateTimeOffset at, CancellationToken stop)
    {
        foreach (var bidder in DemoInstitution.All)
        {
            var limit = (series.FairYen * 97 / 100) + random.Next(-20, 20);
            orders.Add(series, day.Day, bidder.UserId, OrderSide.Buy, OrderType.Limit, limit, 40);
        }

        await market.PlaceAsync(orders.TakeAll(), at, stop);
    }

    /// <summary>Orders during the operator's halt.</summary>
    private async Task WaitAsync(DemoSeries series, DemoTradingDay day, DateTimeOffset at, CancellationToken stop)
    {
        for (var person = 0; person < 8; person++)
            orders.DrawCitizen(series, day.Day, at, OrderType.Limit, random.Next(0, 20), goodTill: null);
        await market.PlaceAsync(orders.TakeAll(), at, stop);
    }

    /// <param name="Sale">The number of the sale whose bond it is about.</param>
    public sealed record Step(
        int Sale, DateTimeOffset At, Func<DemoSeries, DateTimeOffset, CancellationToken, Task> What)
    {
        /// <param name="series">Null when the sale came to nothing.</param>
        public Task DoAsync(DemoSeries? series, DateTimeOffset at, CancellationToken cancellationToken) =>
            series is null ? Task.CompletedTask : What(series, at, cancellationToken);
    }
}
