using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// A sale as <c>citizenbonds-verify sale</c> reads it, with what each application received beside it. Written in
/// batches.
/// </summary>
public static class SaleFile
{
    public static async Task WriteAsync(
        Stream output, PublishedSale sale, PublishedSales sales, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("isin", sale.Isin);
        json.WriteNumber("supply", sale.Supply);
        json.WriteNumber("min", sale.Minimum);
        json.WriteNumber("multiple", sale.Multiple);
        json.WriteString("seed", sale.SeedHex);
        json.WriteString("seed_commitment", sale.CommitmentHex);
        json.WriteBoolean("residents_first", sale.ResidentsFirst);
        json.WriteStartArray("applications");
        var last = 0L;
        while (await sales.ApplicationsAsync(sale.IssueId, last, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var application in batch) Write(json, application);
            await FlushAsync(json, buffer, output, cancellationToken);
            last = batch[^1].Id;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await FlushAsync(json, buffer, output, cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, PublishedApplication application)
    {
        json.WriteStartObject();
        json.WriteString("id", application.Id.ToString(CultureInfo.InvariantCulture)); // The ticket hashes the text.
        json.WriteNumber("quantity", application.Quantity);
        json.WriteBoolean("resident", application.IsResident);
        json.WriteNumber("allotted", application.Allotted);
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
