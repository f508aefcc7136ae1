using System.Numerics;

namespace CitizenBonds.Domain.Market;

/// <summary>
/// A set of price levels as bits in tiers of 64: each word of a tier is one bit of the tier above, so the neighbour of
/// any level is found in a few steps however far away it is.
/// </summary>
internal sealed class LevelSet
{
    private const int BitsPerWord = 64;
    private const int Shift = 6;
    private readonly ulong[][] _tiers;

    public LevelSet(int levels)
    {
        var tiers = new List<ulong[]>();
        var size = levels;
        do
        {
            size = (size + BitsPerWord - 1) >> Shift;
            tiers.Add(new ulong[size]);
        }
        while (size > 1);
        _tiers = [.. tiers];
    }

    public void Add(int level)
    {
        foreach (var words in _tiers)
        {
            ref var word = ref words[level >> Shift];
            var wasEmpty = word == 0;
            word |= 1UL << level; // The shift counts modulo 64.
            if (!wasEmpty) return;
            level >>= Shift;
        }
    }

    public void Remove(int level)
    {
        foreach (var words in _tiers)
        {
            ref var word = ref words[level >> Shift];
            word &= ~(1UL << level);
            if (word != 0) return;
            level >>= Shift;
        }
    }

    /// <returns>The lowest level in the set above <paramref name="level"/>, or <paramref name="none"/>.</returns>
    public int Above(int level, int none)
    {
        for (var tier = 0; tier < _tiers.Length; tier++)
        {
            var words = _tiers[tier];
            var index = level >> Shift;
            if (index < words.Length)
            {
                // All bits above this one; shifting twice keeps bit 63 from shifting by 64.
                var rest = words[index] & (ulong.MaxValue << level << 1);
                if (rest != 0) return Lowest(tier, (index << Shift) + BitOperations.TrailingZeroCount(rest));
            }
            level = index;
        }
        return none;
    }

    /// <returns>The highest level in the set below <paramref name="level"/>, or <paramref name="none"/>.</returns>
    public int Below(int level, int none)
    {
        for (var tier = 0; tier < _tiers.Length; tier++)
        {
            var index = level >> Shift;
            var rest = _tiers[tier][index] & ((1UL << level) - 1);
            if (rest != 0) return Highest(tier, (index << Shift) + BitOperations.Log2(rest));
            level = index;
        }
        return none;
    }

    private int Lowest(int tier, int at)
    {
        while (tier > 0) at = (at << Shift) + BitOperations.TrailingZeroCount(_tiers[--tier][at]);
        return at;
    }

    private int Highest(int tier, int at)
    {
        while (tier > 0) at = (at << Shift) + BitOperations.Log2(_tiers[--tier][at]);
        return at;
    }
}
