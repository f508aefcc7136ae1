using System.Text.Json;
using System.Text.RegularExpressions;
using CitizenBonds.Web.Endpoints.Api;
using Microsoft.AspNetCore.Routing;

namespace CitizenBonds.Web.Tests.Api;

/// <summary>The description is kept by hand: it names what the host answers, and the host answers as it says.</summary>
public sealed partial class OpenApiTests(ApiStage stage) : IClassFixture<ApiStage>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_Paths_AreExactlyTheRoutes()
    {
        var described = (await DocumentAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()
                .Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        var routes = stage.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => Pattern(route).StartsWith(ApiEndpoints.Root, StringComparison.Ordinal)
                && Pattern(route) != ApiEndpoints.Document && !Pattern(route).Contains("**", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods // Each has some.
                .Select(method => $"{method} {Constraint().Replace(Pattern(route), "}")}"));

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Answers_OfEachKind_HaveTheDescribedShape()
    {
        var document = await DocumentAsync();
        var seller = await stage.NewSellerAsync();
        var buyer = await stage.NewBuyerAsync(1_000_000);
        var order = await seller.PlaceAsync(stage.Isin, "sell", 10_200, 3, Token);
        await buyer.PlaceAsync(stage.Isin, "buy", 10_200, 2, Token);
        await buyer.PlaceAsync(stage.Isin, "buy", 9_900, 1, Token);

        var answers = new (string Schema, ApiAnswer Answer)[]
        {
            ("Order", order),
            ("Order", await seller.GetAsync($"orders/{stage.Isin}/{order.Number}", Token)),
            ("OrderPage", await seller.GetAsync("orders", Token)),
            ("TradePage", await seller.GetAsync($"trades/{stage.Isin}", Token)),
            ("SeriesPage", await seller.GetAsync("series", Token)),
            ("Book", await seller.GetAsync($"series/{stage.Isin}/book", Token)),
            ("PublicTradePage", await seller.GetAsync($"series/{stage.Isin}/trades", Token)),
            ("Problem", await seller.GetAsync("series/NONE/book", Token)),
        };
        foreach (var (schema, answer) in answers) AssertShape(document, schema, answer.Body);
        await using var events = new EventReader(buyer, stage.Isin, lastEventId: null, Token);
        AssertShape(document, "StreamStart", await events.NextAsync("start"));
        AssertShape(document, "Book", await events.NextAsync("book"));
        AssertShape(document, "Order", await events.NextAsync("order"));
        AssertShape(document, "Cancelled", (await seller.CancelAllAsync(stage.Isin, Token)).Body);
        await buyer.CancelAllAsync(stage.Isin, Token);
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var http = new HttpClient { BaseAddress = stage.Address };
        var text = await http.GetStringAsync(new Uri(ApiEndpoints.Document, UriKind.Relative), Token);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>As much of JSON Schema as the document uses for answers.</summary>
    private static void AssertShape(JsonElement document, string schema, JsonElement value) =>
        AssertMatches(
            document, document.GetProperty("components").GetProperty("schemas").GetProperty(schema), value, schema);

    private static void AssertMatches(JsonElement document, JsonElement schema, JsonElement value, string where)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            AssertShape(document, reference.GetString()!.Split('/')[^1], value); // A reference is a text.
            return;
        }

        if (schema.TryGetProperty("oneOf", out var choices))
        {
            if (value.ValueKind != JsonValueKind.Null) AssertMatches(document, choices[0], value, where);
            return;
        }

        var types = schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } many
            ? many.EnumerateArray().Select(type => type.GetString()).ToList()
            : [schema.GetProperty("type").GetString()];
        Assert.True(types.Contains(TypeOf(value)), $"{where} is {value.GetRawText()}");
        if (value.ValueKind == JsonValueKind.Null) return;
        if (schema.TryGetProperty("enum", out var members))
            Assert.Contains(value.GetString(), members.EnumerateArray().Select(member => member.GetString()));
        if (schema.TryGetProperty("items", out var items))
        {
            Assert.NotEmpty(value.EnumerateArray()); // Or nothing would be compared.
            foreach (var item in value.EnumerateArray()) AssertMatches(document, items, item, where);
        }

        if (!schema.TryGetProperty("properties", out var properties)) return;
        Assert.Equal(
            properties.EnumerateObject().Select(property => property.Name).Order(),
            value.EnumerateObject().Select(property => property.Name).Order());
        foreach (var property in properties.EnumerateObject())
            AssertMatches(document, property.Value, value.GetProperty(property.Name), $"{where}.{property.Name}");
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value.TryGetInt64(out _) ? "integer" : "number",
    };

    private static string Pattern(RouteEndpoint route) => route.RoutePattern.RawText ?? "";

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();
}
