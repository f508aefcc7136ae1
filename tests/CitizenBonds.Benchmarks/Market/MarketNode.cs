using System.Globalization;
using CitizenBonds.Application;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Domain.Market;
using CitizenBonds.Testing.Market;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Benchmarks.Market;

/// <summary>
/// A portal process that only trades, to be killed: it submits orders without pause and prints one line for each that
/// was acknowledged, key and number.
/// </summary>
internal static class MarketNode
{
    private const int Lanes = 8;
    private static readonly TimeSpan ClockworkPeriod = TimeSpan.FromMilliseconds(50);
    private static readonly DateTimeOffset Ten = PortalTime.OpeningOf(new DateOnly(2026, 3, 3)).AddHours(1);

    /// <summary>Runs until it is killed.</summary>
    /// <param name="prefix">Begins every key of this process.</param>
    public static async Task RunAsync(string connectionString, string prefix, int series, TimeSpan silenceMax)
    {
        var services = new ServiceCollection();
        services.AddSingleton(MarketRules.Default with { WriterSilenceMax = silenceMax });
        services.AddLogging();
        services.AddPortal(connectionString);
        await using var provider = services.BuildServiceProvider();
        var place = provider.GetRequiredService<PlaceOrder>();
        var cancel = provider.GetRequiredService<CancelOrder>();
        var contexts = provider.GetRequiredService<IDbContextFactory<PortalContext>>();
        await using (var portal = await contexts.CreateDbContextAsync())
            await portal.MarketSeries.AnyAsync(); // The model and a connection are made before it is told to trade.
        await Console.In.ReadLineAsync();
        var clockwork = KeepAsync(provider.GetRequiredService<MarketEngine>());
        await Task.WhenAll(Enumerable.Range(0, OrderWorld.Traders * Lanes).Select(lane => Task.Run(() =>
            TradeAsync(place, cancel, prefix, lane, series))).Append(clockwork));
    }

    private static async Task KeepAsync(MarketEngine engine)
    {
        using var timer = new PeriodicTimer(ClockworkPeriod);
        while (await timer.WaitForNextTickAsync())
        {
            try
            {
                await engine.RunDueAsync(Ten, CancellationToken.None);
            }
            catch (Exception failure)
            {
                // The database is being killed too: the next round tries again.
                await Console.Error.WriteLineAsync(failure.GetType().Name);
            }
        }
    }

    private static async Task TradeAsync(
        PlaceOrder place, CancelOrder cancel, string prefix, int lane, int series)
    {
        var random = new Random(lane);
        var user = OrderWorld.UserOf((lane % OrderWorld.Traders) + 1);
        for (var number = 0; ; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{lane}-{number}");
            var command = new PlaceOrderCommand(
                random.Next(1, series + 1), (OrderSide)random.Next(2), OrderType.Limit,
                OrderWorld.PriceYen + random.Next(-5, 6), random.Next(1, 10));
            try
            {
                var placed = (await place.ExecuteAsync(command, key, user, Ten, CancellationToken.None)).ValueOrThrow;
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key} {placed.Sequence}"));
                if (number % 7 == 0)
                {
                    await cancel.ExecuteAsync(
                        new(command.SeriesId, placed.Sequence), key + "c", user, Ten, CancellationToken.None);
                }
            }
            catch (Exception failure)
            {
                // Not acknowledged: the order may be there once or not at all. Whoever wants to know sends it again.
                await Console.Error.WriteLineAsync(failure.GetType().Name);
            }
        }
    }
}
