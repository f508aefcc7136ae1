namespace CitizenBonds.Application.Demo;

/// <summary>
/// Numbers that look like chance and are the same at every build (SplitMix64). The framework's generator may change
/// from version to version; this one cannot.
/// </summary>
internal sealed class DemoRandom(ulong seed)
{
    private ulong _state = seed;

    /// <returns>From <paramref name="from"/> to <paramref name="to"/>, both included.</returns>
    public int Next(int from, int to) => from + (int)(NextBits() % (ulong)(to - from + 1));

    public bool Chance(int percent) => Next(1, 100) <= percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(0, items.Count - 1)];

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, NextBits());
        BitConverter.TryWriteBytes(bytes[8..], NextBits());
        return new Guid(bytes);
    }

    private ulong NextBits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
