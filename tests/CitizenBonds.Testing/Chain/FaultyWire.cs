using System.Text.Json.Nodes;

namespace CitizenBonds.Testing.Chain;

/// <summary>
/// A line to the node that loses questions, loses answers, and delivers questions twice, as a seed decides; or cuts off
/// one method for good.
/// </summary>
public sealed class FaultyWire : DelegatingHandler
{
    private readonly Random _random;

    /// <param name="faultsPercent">
    /// Of a hundred questions so many are lost, as many answers, and as many come twice.
    /// </param>
    public FaultyWire(int seed, int faultsPercent)
        : base(new HttpClientHandler())
    {
        _random = new Random(seed);
        FaultsPercent = faultsPercent;
    }

    public int FaultsPercent { get; set; }

    /// <summary>A method whose questions are all lost; null for none.</summary>
    public string? CutMethod { get; set; }

    public int Faults { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var question = await request.Content!.ReadAsStringAsync(cancellationToken);
        if (CutMethod is not null && (string?)JsonNode.Parse(question)!["method"] == CutMethod) throw Lost("cut");
        var roll = _random.Next(100);
        if (roll < FaultsPercent) throw Lost("question");
        if (roll < 2 * FaultsPercent)
        {
            Faults++;
            using var first = await base.SendAsync(Copy(request, question), cancellationToken);
        }

        var response = await base.SendAsync(Copy(request, question), cancellationToken);
        if (roll >= 2 * FaultsPercent && roll < 3 * FaultsPercent)
        {
            response.Dispose();
            throw Lost("answer");
        }

        return response;
    }

    private HttpRequestException Lost(string what)
    {
        Faults++;
        return new HttpRequestException($"The {what} was lost on the wire.");
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, string question) =>
        new(request.Method, request.RequestUri)
        {
            Content = new StringContent(question, System.Text.Encoding.UTF8, "application/json"),
        };
}
