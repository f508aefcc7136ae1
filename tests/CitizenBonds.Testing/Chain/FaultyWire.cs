namespace CitizenBonds.Testing.Chain;

/// <summary>
/// A line to the node that loses questions, loses answers, delivers questions twice, and delivers questions when nobody
/// waits for their answer any more, as a seed decides; or cuts off one method for good.
/// </summary>
public sealed class FaultyWire : DelegatingHandler
{
    private const int LateBy = 3; // Questions that overtake a late one.

    private readonly Random _random;
    private readonly Queue<(int Due, HttpRequestMessage Question)> _late = new();
    private int _asked;

    /// <param name="faultsPercent">
    /// Of a hundred questions so many are lost, as many answers, as many come twice, and as many too late.
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
        if (CutMethod is not null && question.Contains($"\"{CutMethod}\"", StringComparison.Ordinal)) throw Lost("cut");
        await DeliverLateAsync(cancellationToken);
        var roll = _random.Next(100);
        if (roll < FaultsPercent) throw Lost("question");
        if (roll < 2 * FaultsPercent)
        {
            Faults++;
            using var first = await base.SendAsync(Copy(request, question), cancellationToken);
        }

        if (roll >= 3 * FaultsPercent && roll < 4 * FaultsPercent)
        {
            _late.Enqueue((_asked + LateBy, Copy(request, question)));
            throw Lost("answer in time");
        }

        var response = await base.SendAsync(Copy(request, question), cancellationToken);
        if (roll >= 2 * FaultsPercent && roll < 3 * FaultsPercent)
        {
            response.Dispose();
            throw Lost("answer");
        }

        return response;
    }

    private async Task DeliverLateAsync(CancellationToken cancellationToken)
    {
        _asked++;
        while (_late.TryPeek(out var next) && next.Due <= _asked)
        {
            using var question = _late.Dequeue().Question;
            try
            {
                using var answer = await base.SendAsync(question, cancellationToken);
            }
            catch (HttpRequestException)
            {
                // The node was stopped meanwhile: the question is lost after all.
            }
        }
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
