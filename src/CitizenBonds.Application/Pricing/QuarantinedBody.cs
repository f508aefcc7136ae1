using System.Text.Json;
using CitizenBonds.Data.Pricing;

namespace CitizenBonds.Application.Pricing;

/// <summary>The values of a quarantined item as they arrived.</summary>
/// <param name="Texts">By tenor in months; 0 for a price.</param>
internal sealed record QuarantinedBody(string Unit, Dictionary<int, string> Texts)
{
    public static FeedItem ItemOf(FeedQuarantineRow row)
    {
        var body = JsonSerializer.Deserialize<QuarantinedBody>(row.Body)
            ?? throw new InvalidOperationException($"The quarantined item {row.Id} cannot be read.");
        return new(
            row.Series, row.QuotedOn, body.Unit,
            [.. body.Texts.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))]);
    }
}
