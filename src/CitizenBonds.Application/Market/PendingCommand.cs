namespace CitizenBonds.Application.Market;

/// <summary>A command that waits for its batch.</summary>
internal sealed class PendingCommand(MarketRequest request, DateTimeOffset now)
{
    private readonly TaskCompletionSource<MarketAnswer?> _answered =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MarketRequest Request => request;

    public DateTimeOffset Now => now;

    /// <summary>Of a command that came from another machine.</summary>
    public long? InboxId { get; init; }

    /// <summary>Null when another machine writes the series.</summary>
    public Task<MarketAnswer?> Answered => _answered.Task;

    public void Answer(MarketAnswer? answer) => _answered.TrySetResult(answer);

    public void Fail(Exception failure) => _answered.TrySetException(failure);
}
