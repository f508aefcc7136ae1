namespace CitizenBonds.Application.Market;

/// <summary>The keys by which people name their orders: 1 to 80 printable ASCII characters without spaces.</summary>
internal static class ClientIds
{
    public static bool IsFit(string key) =>
        key.Length is > 0 and <= MarketRequest.ClientIdLengthMax
        && !key.AsSpan().ContainsAnyExceptInRange('!', '~');
}
