namespace CitizenBonds.Domain.Offerings;

/// <summary>Shares whole tokens out in proportion to sizes.</summary>
internal static class ProRata
{
    /// <summary>
    /// Each share rounded down; what is left goes one token each to the largest remainders, equal remainders in the
    /// order
    /// given. The shares add up to <paramref name="supply"/> and none exceeds its size.
    /// </summary>
    /// <param name="supply">Zero up to the sum of the sizes.</param>
    /// <param name="sizes">Each above zero, earliest first.</param>
    public static long[] LargestRemainder(long supply, IReadOnlyList<long> sizes)
    {
        var total = Int128.Zero;
        foreach (var size in sizes) total += size;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(supply, total);
        var shares = new long[sizes.Count];
        var remainders = new Int128[sizes.Count];
        var left = supply;
        for (var index = 0; index < shares.Length; index++)
        {
            var (share, remainder) = Int128.DivRem((Int128)supply * sizes[index], total);
            shares[index] = (long)share;
            remainders[index] = remainder;
            left -= shares[index];
        }
        var byRemainder = Enumerable.Range(0, shares.Length).OrderByDescending(index => remainders[index]);
        foreach (var index in byRemainder.Take((int)left)) shares[index]++; // OrderBy keeps equal ones in order.
        return shares;
    }
}
