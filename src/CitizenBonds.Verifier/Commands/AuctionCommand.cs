using System.Text.Json;
using CitizenBonds.Domain.Market;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>auction</c>: call auctions of the secondary market.</summary>
internal static class AuctionCommand
{
    private const int DecimalsMax = 9;
    private const decimal PriceMax = 1_000_000_000m;

    public static VerifierCommand Definition { get; } = new(
        "auction",
        "price and fills of call auctions",
        """
        In:  [{"id","reference","tick","orders":[{"id","side","quantity","limit"}]}]; side is buy or
        sell, limit null means at market, reference null means none, orders are oldest first.
        Limits lie on the tick; a tick left out is not checked.
        Out: [{"id","price","volume","surplus","surplus_side","fills":[{"id","quantity"}]}]; price and
        surplus are null when nothing trades; fills list the orders that received something.
        """,
        "citizenbonds-verify auction --in cases.json --out prices.json",
        ["in", "out"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        var cases = BoundedText.ReadJson<List<Case?>>(context.OpenInput(), VerifierJson.Options);
        var output = context.OpenOutput();
        using var json = new Utf8JsonWriter(output, VerifierJson.Indented);
        json.WriteStartArray();
        var priced = 0;
        for (var index = 0; index < cases.Count; index++)
        {
            var where = $"[{index}]";
            var auction = cases[index] ?? throw new BadInputException($"{where} is null");
            VerifierJson.IdText(auction.Id, $"{where}.id");
            var scale = ScaleOf(auction, where);
            var result = Clear(auction, scale, where);
            if (result.Price is not null) priced++;
            Write(json, auction, result, scale);
        }
        json.WriteEndArray();
        json.Flush();
        output.WriteByte((byte)'\n');
        return CommandResult.Done($"done, {cases.Count} auctions, {priced} with a price");
    }

    private static AuctionResult Clear(Case auction, decimal scale, string where)
    {
        var orders = new AuctionOrder[auction.Orders.Count];
        for (var index = 0; index < orders.Length; index++)
            orders[index] = OrderOf(auction, index, scale, $"{where}.orders[{index}]");
        return CallAuction.Clear(orders, auction.Reference is { } reference ? (long)(reference * scale) : null);
    }

    private static AuctionOrder OrderOf(Case auction, int index, decimal scale, string where)
    {
        var order = auction.Orders[index] ?? throw new BadInputException($"{where} is null");
        VerifierJson.IdText(order.Id, $"{where}.id");
        var side = order.Side switch
        {
            "buy" => OrderSide.Buy,
            "sell" => OrderSide.Sell,
            _ => throw new BadInputException($"{where}.side: '{VerifierJson.Shorten(order.Side)}' is not buy or sell"),
        };
        if (order.Quantity is < 1 or > OrderBook.QuantityMax)
            throw new BadInputException($"{where}.quantity: 1 to {OrderBook.QuantityMax} expected");
        if (order.Limit is not { } limit) return new AuctionOrder(side, AuctionOrder.AtMarket, order.Quantity);
        if (auction.Tick is { } tick && limit % tick != 0)
            throw new BadInputException($"{where}.limit: {limit} is not on the tick of {tick}");
        return new AuctionOrder(side, (long)(limit * scale), order.Quantity);
    }

    /// <summary>The power of ten that makes every price of the case a whole number.</summary>
    private static decimal ScaleOf(Case auction, string where)
    {
        if (auction.Tick is <= 0) throw new BadInputException($"{where}.tick: above zero expected");
        var scale = 1m;
        var prices = auction.Orders.Select(order => order?.Limit).Append(auction.Reference);
        foreach (var price in prices.OfType<decimal>())
        {
            if (Math.Abs(price) > PriceMax) throw new BadInputException($"{where}: price {price} is beyond {PriceMax}");
            for (var decimals = 0; decimal.Truncate(price * scale) != price * scale; decimals++)
            {
                if (decimals == DecimalsMax)
                    throw new BadInputException($"{where}: price {price} has more than {DecimalsMax} decimals");
                scale *= 10;
            }
        }
        return scale;
    }

    private static void Write(Utf8JsonWriter json, Case auction, AuctionResult result, decimal scale)
    {
        json.WriteStartObject();
        json.WritePropertyName("id");
        auction.Id.WriteTo(json);
        if (result.Price is { } found)
        {
            json.WriteNumber("price", found.Price / scale);
            json.WriteNumber("volume", found.Volume);
            json.WriteNumber("surplus", Math.Abs(found.Surplus));
        }
        else
        {
            json.WriteNull("price");
            json.WriteNumber("volume", 0);
            json.WriteNull("surplus");
        }
        json.WriteString("surplus_side", SurplusSide(result.Price));
        json.WriteStartArray("fills");
        for (var index = 0; index < result.Fills.Count; index++)
        {
            if (result.Fills[index] == 0) continue;
            json.WriteStartObject();
            json.WritePropertyName("id");
            auction.Orders[index]!.Id.WriteTo(json); // Not null: read before.
            json.WriteNumber("quantity", result.Fills[index]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string? SurplusSide(AuctionPrice? price) =>
        price?.Surplus switch { > 0 => "buy", < 0 => "sell", _ => null };

    private sealed record Case
    {
        public required JsonElement Id { get; init; }

        public decimal? Reference { get; init; }

        public decimal? Tick { get; init; }

        public required IReadOnlyList<Order?> Orders { get; init; }
    }

    private sealed record Order
    {
        public required JsonElement Id { get; init; }

        public required string Side { get; init; }

        public required long Quantity { get; init; }

        /// <summary>Must be given; null is an order at market.</summary>
        public required decimal? Limit { get; init; }
    }
}
