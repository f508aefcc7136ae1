namespace CitizenBonds.Application.Demo;

/// <summary>
/// Whether the portal can be used, or how far the demonstration is built. Read by every request, written by one task.
/// </summary>
public sealed class PortalReadiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Progress _progress = new("", 0, 1);

    /// <param name="Step">What is being built, in plain words.</param>
    public sealed record Progress(string Step, int Done, int Total);

    public Progress Now => _progress;

    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    public Task WhenReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    public void Report(string step, int done, int total) => _progress = new Progress(step, done, total);

    public void SetReady() => _ready.TrySetResult();
}
