using System.Globalization;
using System.Text;
using System.Text.Json;
using CitizenBonds.Domain.Market;
using CitizenBonds.Verifier;
using CitizenBonds.Web.Endpoints.OpenData;
using Xunit;

namespace CitizenBonds.Integration.Tests.Market;

/// <summary>What a stranger does with the public files of a trading day.</summary>
internal static class DayVerifier
{
    /// <summary>The offline verifier, given the orders of the day, finds the trades of the day.</summary>
    public static void AssertAgrees(TradingDayRecord record)
    {
        foreach (var session in record.Sessions) AssertMatches(session, record.Trades);
        AssertAuctions(record);
    }

    private static void AssertMatches(RecordedSession session, IReadOnlyList<RecordedTrade> trades)
    {
        var output = Run(Encoding.UTF8.GetBytes(MarketDayFiles.Orders(session)), "match");
        var recomputed = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => string.Join(',', line.Split(',').Skip(1)));
        var expected = trades.Where(trade => trade.Part == session.Part).Select(trade => string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Max(trade.Trade.BuyOrder, trade.Trade.SellOrder)},"
            + $"{Math.Min(trade.Trade.BuyOrder, trade.Trade.SellOrder)},{trade.Trade.Price},{trade.Trade.Quantity}"));
        Assert.Equal(expected, recomputed);
    }

    private static void AssertAuctions(TradingDayRecord record)
    {
        using var output = JsonDocument.Parse(Run(MarketDayFiles.Auctions(record.Auctions), "auction"));
        foreach (var auction in output.RootElement.EnumerateArray())
        {
            var part = auction.GetProperty("id").GetInt32();
            var trades = record.Trades.Where(trade => trade.Part == part).ToList();
            Assert.Equal(trades.Sum(trade => trade.Trade.Quantity), auction.GetProperty("volume").GetInt64());
            foreach (var fill in auction.GetProperty("fills").EnumerateArray())
            {
                var id = fill.GetProperty("id").GetInt64();
                Assert.Equal(
                    trades.Where(trade => trade.Trade.BuyOrder == id || trade.Trade.SellOrder == id)
                        .Sum(trade => trade.Trade.Quantity),
                    fill.GetProperty("quantity").GetInt64());
            }
        }
    }

    private static string Run(byte[] input, string command)
    {
        using var standardInput = new MemoryStream(input);
        using var output = new MemoryStream();
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(0, VerifierHost.Run([command], standardInput, output, said));
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
