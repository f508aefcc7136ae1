namespace CitizenBonds.Domain.Mining;

/// <summary>
/// Standard normal draws from a seed: SplitMix64 and the Box-Muller transform. The same seed gives the same draws in
/// every version of the runtime, so that a published simulation can be repeated. Not for secrets.
/// </summary>
public sealed class SeededNormal(ulong seed)
{
    private ulong _state = seed;
    private double? _spare;

    public double Next()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        var radius = Math.Sqrt(-2 * Math.Log(NextOpenUnit()));
        var angle = 2 * Math.PI * NextOpenUnit();
        _spare = radius * Math.Sin(angle);
        return radius * Math.Cos(angle);
    }

    /// <summary>Above 0 and under 1, in steps of 2^-53.</summary>
    private double NextOpenUnit() => ((NextBits() >> 11) + 0.5) * (1.0 / (1UL << 53));

    private ulong NextBits()
    {
        unchecked
        {
            _state += 0x9E37_79B9_7F4A_7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58_476D_1CE4_E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
