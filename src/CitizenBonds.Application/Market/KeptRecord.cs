using System.IO.Compression;
using System.Text.Json;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Application.Market;

/// <summary>The record of a day that is over, as it is kept.</summary>
internal static class KeptRecord
{
    public static byte[] Write(TradingDayRecord record)
    {
        using var target = new MemoryStream();
        using (var packed = new BrotliStream(target, CompressionLevel.Fastest))
            JsonSerializer.Serialize(packed, record);
        return target.ToArray();
    }

    public static TradingDayRecord Read(byte[] bytes)
    {
        using var packed = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<TradingDayRecord>(packed)
            ?? throw new InvalidOperationException("The record of a trading day cannot be read.");
    }
}
