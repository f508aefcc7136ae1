using System.Globalization;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Application.Demo;

/// <summary>Draws the orders of one bond on one day: a market maker's quotes, citizens, now and then a block.</summary>
internal sealed class DemoOrders(DemoRandom random, IReadOnlyList<DemoCitizen> citizens)
{
    private const int TriesMax = 8;
    private const int TestValidYears = 2;
    private readonly List<DemoOrder> _drawn = [];

    /// <summary>All that were drawn since it was asked for last.</summary>
    public IReadOnlyList<DemoOrder> TakeAll()
    {
        var all = _drawn.ToList();
        _drawn.Clear();
        return all;
    }

    /// <summary>Quotes on both sides for the day, and people who want to be in the opening auction.</summary>
    public void DrawCall(DemoSeries series, DateOnly day, DateTimeOffset at, bool isLast)
    {
        var fair = series.DrawFairYen(day, random);
        var maker = DemoInstitution.All[series.Number % DemoInstitution.All.Count].UserId;
        var half = random.Next(5, 14);
        Add(series, day, maker, OrderSide.Buy, OrderType.Limit, fair - half, random.Next(15, 45));
        Add(series, day, maker, OrderSide.Sell, OrderType.Limit, fair + half, series.Take(maker, random.Next(15, 45)));
        var people = random.Next(1, isLast ? 2 : 4);
        for (var person = 0; person < people; person++)
        {
            var isPatient = random.Chance(35);
            var type = !isPatient && random.Chance(15) ? OrderType.Market : OrderType.Limit;
            var goodTill = isPatient ? day.AddDays(random.Next(3, 40)) : (DateOnly?)null;
            DrawCitizen(series, day, at, type, random.Next(isPatient ? -30 : -8, isPatient ? -8 : 10), goodTill);
        }

        if (random.Chance(14)) DrawBlock(series, day, fair);
    }

    /// <summary>People who take what is there, and some who ask for too much.</summary>
    public void DrawTrade(DemoSeries series, DateOnly day, DateTimeOffset at)
    {
        var people = random.Next(1, 4);
        for (var person = 0; person < people; person++)
        {
            var type = random.Next(1, 100) switch
            {
                <= 15 => OrderType.Market,
                <= 28 => OrderType.ImmediateOrCancel,
                <= 36 => OrderType.FillOrKill,
                _ => OrderType.Limit,
            };
            DrawCitizen(series, day, at, type, random.Next(-10, 22), goodTill: null);
        }
    }

    /// <summary>One order of one citizen.</summary>
    /// <param name="eager">Yen above the fair price for a buyer, below it for a seller.</param>
    public void DrawCitizen(
        DemoSeries series, DateOnly day, DateTimeOffset at, OrderType type, int eager, DateOnly? goodTill)
    {
        var tokens = random.Next(1, 12);
        if (random.Chance(50))
        {
            if (FindBuyer(at) is { } buyer)
                Add(series, day, buyer.UserId, OrderSide.Buy, type, series.FairYen + eager, tokens, goodTill);
            return;
        }

        if (series.TakeSeller(random, tokens) is { } seller)
            Add(series, day, seller.UserId, OrderSide.Sell, type, series.FairYen - eager, seller.Tokens, goodTill);
    }

    public void Add(
        DemoSeries series, DateOnly day, Guid user, OrderSide side, OrderType type, long limitYen, long tokens,
        DateOnly? goodTill = null)
    {
        if (tokens == 0) return;
        var key = string.Create(
            CultureInfo.InvariantCulture, $"demo-order-{series.Number}-{day:yyyyMMdd}-{series.NextOrder()}");
        _drawn.Add(new DemoOrder(
            new(series.SeriesId, side, type, type == OrderType.Market ? 0 : limitYen, tokens, goodTill), key, user));
    }

    private void DrawBlock(DemoSeries series, DateOnly day, long fair)
    {
        var buyer = random.Pick(DemoInstitution.All).UserId;
        Add(series, day, buyer, OrderSide.Buy, OrderType.Limit, fair + random.Next(-6, 12), random.Next(20, 60));
    }

    /// <summary>Somebody who may buy: taken in, with a test that still counts; the first took it again.</summary>
    private DemoCitizen? FindBuyer(DateTimeOffset at)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var citizen = random.Chance(3) ? citizens[0] : random.Pick(citizens);
            var isTested = citizen == citizens[0] || citizen.JoinsAt.AddYears(TestValidYears) > at;
            if (isTested && citizen.JoinsAt < at) return citizen;
        }

        return null;
    }
}
