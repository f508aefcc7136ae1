using System.Diagnostics;
using System.Globalization;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Market;
using CitizenBonds.Testing.Market;

namespace CitizenBonds.Benchmarks.Market;

/// <summary>
/// Eight submitters, each an institution with many orders under way at once. Limits lie within a few yen of the issue
/// price, so that about half of the orders meet another at once.
/// </summary>
/// <param name="around">
/// Yen between the issue price and the farthest limit. With more than zero the farthest orders rest for ever.
/// </param>
internal sealed class OrderLoad(PlaceOrder place, int series, string name, int around = 5)
{
    private static readonly DateTimeOffset Ten = PortalTime.OpeningOf(new DateOnly(2026, 3, 3)).AddHours(1);
    private readonly LatencyHistogram _latencies = new();

    /// <returns>Orders acknowledged, and how long that took.</returns>
    public async Task<(long Orders, double Seconds)> RunAsync(long orders, int inFlight)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(1, OrderWorld.Traders).Select(trader => Task.Run(() =>
            Task.WhenAll(Enumerable.Range(0, inFlight).Select(lane =>
                LaneAsync(trader, lane, orders / OrderWorld.Traders / inFlight))))));
        return (orders / OrderWorld.Traders / inFlight * OrderWorld.Traders * inFlight, watch.Elapsed.TotalSeconds);
    }

    /// <summary>Sends at a steady rate whatever the answers.</summary>
    public async Task PaceAsync(double ordersPerSecond, double seconds)
    {
        var watch = Stopwatch.StartNew();
        var under = new List<Task>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (long sent = 0; watch.Elapsed.TotalSeconds < seconds;)
        {
            await timer.WaitForNextTickAsync();
            for (var due = (long)(watch.Elapsed.TotalSeconds * ordersPerSecond); sent < due; sent++)
                under.Add(SendAsync((int)(sent % OrderWorld.Traders) + 1, "p", sent));
        }

        await Task.WhenAll(under);
    }

    /// <returns>Milliseconds from sending to the acknowledgement that 99 of 100 orders stayed under.</returns>
    public double Percentile99() => _latencies.Percentile99();

    private async Task LaneAsync(int trader, int lane, long orders)
    {
        for (long number = 0; number < orders; number++)
            await SendAsync(trader, lane.ToString(CultureInfo.InvariantCulture), number, mirrored: lane % 2 == 1);
    }

    /// <param name="mirrored">Sells where the others buy: else all lanes send the same, and one side rests.</param>
    private async Task SendAsync(int trader, string lane, long number, bool mirrored = false)
    {
        var random = unchecked((ulong)((number * 8) + trader) * 0x9E3779B97F4A7C15);
        random ^= random >> 29;
        var side = (random & 1) == 0 != mirrored ? OrderSide.Buy : OrderSide.Sell;
        var price = OrderWorld.PriceYen - around + (long)((random >> 8) % (ulong)((2 * around) + 1));
        var command = new PlaceOrderCommand(
            1 + (long)((random >> 40) % (ulong)series), side, OrderType.Limit, price, 1 + (long)((random >> 20) % 9));
        var key = string.Create(CultureInfo.InvariantCulture, $"{name}{lane}-{number}");
        var started = Stopwatch.GetTimestamp();
        _ = (await place.ExecuteAsync(command, key, OrderWorld.UserOf(trader), Ten, CancellationToken.None))
            .ValueOrThrow;
        _latencies.Add(started);
    }
}
