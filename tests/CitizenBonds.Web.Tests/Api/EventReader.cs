using System.Net.ServerSentEvents;
using System.Text.Json;

namespace CitizenBonds.Web.Tests.Api;

/// <summary>Waits for events of one kind in a program's stream; gives up after ten seconds.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _left;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    public EventReader(SampleClient client, string isin, string? lastEventId, CancellationToken cancellationToken)
    {
        _left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _events = client.FollowAsync(isin, lastEventId, _left.Token).GetAsyncEnumerator(CancellationToken.None);
    }

    public string LastEventId { get; private set; } = "";

    public async Task<JsonElement> NextAsync(string kind, Func<JsonElement, bool>? isWanted = null)
    {
        while (await MoveAsync())
        {
            if (_events.Current.EventType != kind) continue;
            var data = JsonDocument.Parse(_events.Current.Data).RootElement;
            if (isWanted is null || isWanted(data)) return data;
        }

        throw new InvalidOperationException($"The stream ended before an event {kind}.");
    }

    /// <summary>True when the portal ended the stream in time.</summary>
    public async Task<bool> EndsAsync()
    {
        while (await MoveAsync())
        {
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _events.DisposeAsync();
        _left.Dispose();
    }

    private async Task<bool> MoveAsync()
    {
        _left.CancelAfter(Patience);
        var hasMoved = await _events.MoveNextAsync();
        if (hasMoved && _events.Current.EventId is { } id) LastEventId = id;
        return hasMoved;
    }
}
