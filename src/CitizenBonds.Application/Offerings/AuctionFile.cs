using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// A settled auction as <c>citizenbonds-verify auction-sale</c> reads it, with what each bid received beside it.
/// Written in batches.
/// </summary>
public static class AuctionFile
{
    public static async Task WriteAsync(
        Stream output, PublishedAuction auction, PublishedAuctions auctions, PublishedSales sales,
        CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        WriteTerms(json, auction);
        json.WriteStartArray("retail");
        var last = 0L;
        while (await sales.ApplicationsAsync(auction.IssueId, last, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var application in batch) Write(json, application);
            await FlushAsync(json, buffer, output, cancellationToken);
            last = batch[^1].Id;
        }

        json.WriteEndArray();
        json.WriteStartArray("competitive");
        last = 0;
        while (await auctions.BidsAsync(auction.IssueId, last, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var bid in batch) Write(json, bid);
            await FlushAsync(json, buffer, output, cancellationToken);
            last = batch[^1].Id;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await FlushAsync(json, buffer, output, cancellationToken);
    }

    private static void WriteTerms(Utf8JsonWriter json, PublishedAuction auction)
    {
        json.WriteString("isin", auction.Isin);
        json.WriteNumber("issue_size", auction.Rules.IssueSize.Tokens);
        json.WriteNumber("highest_price", auction.HighestPriceYen);
        json.WriteNumber("reserve_price", auction.Rules.ReservePrice?.MinorUnits ?? 0);
        json.WriteNumber("retail_reserve_ppm", auction.Rules.RetailReserve.PerMillion);
        json.WriteNumber("retail_each_ppm", auction.Rules.RetailEach.PerMillion);
        json.WriteNumber("bidder_share_ppm", auction.Rules.BidderShare.PerMillion);
        json.WriteString("seed", auction.SeedHex);
        json.WriteString("seed_commitment", auction.CommitmentHex);
        json.WriteNumber("price", auction.Outcome.StopOutPrice.MinorUnits);
    }

    private static void Write(Utf8JsonWriter json, PublishedApplication application)
    {
        json.WriteStartObject();
        json.WriteString("id", application.Id.ToString(CultureInfo.InvariantCulture)); // The ticket hashes the text.
        json.WriteNumber("quantity", application.Quantity);
        json.WriteNumber("awarded", application.Allotted);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AuctionBidLine bid)
    {
        json.WriteStartObject();
        json.WriteString("id", bid.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("bidder", bid.Bidder.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("sequence", bid.Id);
        json.WriteNumber("price", bid.Price.MinorUnits);
        json.WriteNumber("quantity", bid.Quantity);
        json.WriteNumber("awarded", bid.Awarded);
        json.WriteEndObject();
    }

    private static async Task FlushAsync(
        Utf8JsonWriter json, ArrayBufferWriter<byte> buffer, Stream output, CancellationToken cancellationToken)
    {
        json.Flush();
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
        buffer.ResetWrittenCount();
    }
}
