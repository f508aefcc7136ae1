namespace CitizenBonds.Application.Identity;

/// <summary>
/// Key of the <see cref="TimeProvider"/> that always tells the real time. Cookies, sessions, tokens and letters use it:
/// they must not age when the demonstration's calendar is moved.
/// </summary>
public static class RealTime
{
    public const string Key = "real-time";
}
