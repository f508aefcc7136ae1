using System.Globalization;
using System.Security.Cryptography;
using CitizenBonds.Application.Time;
using Microsoft.AspNetCore.DataProtection;

namespace CitizenBonds.Web.Identity;

/// <summary>
/// In the demonstration no letter leaves the house: whoever caused one gets a sealed ticket to read exactly that letter
/// on the screen.
/// </summary>
public sealed class DemoLetters(IDataProtectionProvider protection, PortalClock clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("demonstration letter").ToTimeLimitedDataProtector();

    public bool IsDemo => clock.IsDemo;

    /// <returns>Null outside the demonstration, or when there is no letter.</returns>
    public string? TicketFor(long? letterId) => IsDemo && letterId is { } id
        ? _protector.Protect(id.ToString(CultureInfo.InvariantCulture), Lifetime)
        : null;

    /// <returns>Number of the letter; null outside the demonstration and for a ticket damaged or too old.</returns>
    public long? LetterOf(string? ticket)
    {
        if (!IsDemo || string.IsNullOrEmpty(ticket)) return null;
        try
        {
            return long.Parse(_protector.Unprotect(ticket), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
