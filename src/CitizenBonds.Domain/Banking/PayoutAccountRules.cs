namespace CitizenBonds.Domain.Banking;

/// <summary>When a registered account may be paid to.</summary>
public static class PayoutAccountRules
{
    /// <summary>
    /// A changed account waits: the letter about the change goes out at once, and whoever did not make it has this long
    /// to say so before money can leave to a stranger.
    /// </summary>
    public static readonly TimeSpan WaitAfterChange = TimeSpan.FromHours(72);

    /// <param name="hadOneBefore">The first account may be used at once: nothing was ever paid elsewhere.</param>
    public static DateTimeOffset UsableFrom(bool hadOneBefore, DateTimeOffset registeredAt) =>
        hadOneBefore ? registeredAt + WaitAfterChange : registeredAt;
}
