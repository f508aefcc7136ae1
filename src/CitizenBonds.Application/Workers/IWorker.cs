namespace CitizenBonds.Application.Workers;

/// <summary>Work the portal does by itself. One node at a time does it, guarded by a lease of the same name.</summary>
public interface IWorker
{
    string Name { get; }

    /// <summary>How long to wait when there was nothing to do.</summary>
    TimeSpan Pause { get; }

    /// <returns>How many things were done; above zero means look again at once.</returns>
    Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
