using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CitizenBonds.Application.Market;

namespace CitizenBonds.Web.Endpoints.Live;

/// <summary>What a stream about one series sends: whenever the series has changed, and a sign of life in between.
/// </summary>
internal static class MarketTicks
{
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(15);

    /// <returns>The newest version; null after a silence. Ends quietly when cancelled.</returns>
    public static async IAsyncEnumerable<long?> FollowAsync(
        MarketPulse pulse, long seriesId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changes = Channel.CreateBounded<long>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pump = PumpAsync(pulse, seriesId, changes.Writer, left.Token);
        try
        {
            while (await WaitAsync(changes.Reader, cancellationToken))
            {
                if (changes.Reader.TryRead(out var version)) yield return version;
                else yield return null;
            }
        }
        finally
        {
            await left.CancelAsync();
            await pump;
        }
    }

    private static async Task PumpAsync(
        MarketPulse pulse, long seriesId, ChannelWriter<long> changes, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var version in pulse.WatchAsync(seriesId, cancellationToken))
                if (version > 0) changes.TryWrite(version);
        }
        catch (OperationCanceledException)
        {
            changes.TryComplete();
        }
    }

    /// <returns>False when the reader has left.</returns>
    private static async Task<bool> WaitAsync(ChannelReader<long> changes, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(SilenceMax);
        try
        {
            return await changes.WaitToReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return !cancellationToken.IsCancellationRequested;
        }
    }
}
