namespace CitizenBonds.Testing.Worlds;

/// <summary>The days on which the tests' bonds live.</summary>
public static class Moments
{
    /// <summary>2 February 2026, 10:00 in Japan.</summary>
    public static readonly DateTimeOffset Start = new(2026, 2, 2, 1, 0, 0, TimeSpan.Zero);
}
