namespace CitizenBonds.Web.Endpoints.Live;

/// <summary>Counts open streams, so that nobody takes more than their share and all together no more than there are.
/// </summary>
internal sealed class StreamSeats(int perHolderMax, int totalMax)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private int _total;

    /// <returns>To be disposed when the stream ends; null when there is no seat.</returns>
    public IDisposable? TryTake(string holder)
    {
        lock (_lock)
        {
            var own = _taken.GetValueOrDefault(holder);
            if (own >= perHolderMax || _total >= totalMax) return null;
            _taken[holder] = own + 1;
            _total++;
        }

        return new Seat(this, holder);
    }

    private void Release(string holder)
    {
        lock (_lock)
        {
            _total--;
            if (_taken[holder] == 1) _taken.Remove(holder);
            else _taken[holder]--;
        }
    }

    private sealed class Seat(StreamSeats seats, string holder) : IDisposable
    {
        private int _isReleased;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) == 0) seats.Release(holder);
        }
    }
}
