using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Investors;

/// <summary>What a request for an identity check has to look like.</summary>
public static class IdentityCheckRules
{
    public const int NameLengthMax = 100;
    public const int AddressLengthMax = 300;
    public const int ReasonLengthMax = 500;
    public const int AgeMin = 18;
    public const int AgeMax = 120;

    /// <param name="kind">An institution gives the day it was founded for the day of birth.</param>
    /// <param name="today">The day at the portal.</param>
    /// <returns>The first refusal that applies, or null.</returns>
    public static IdentityCheckRefusal? FindRefusal(
        InvestorKind kind, IdentityState state, RequestIdentityCheckCommand request, DateOnly today)
    {
        if (state == IdentityState.Approved) return IdentityCheckRefusal.AlreadyApproved;
        if (state == IdentityState.Waiting) return IdentityCheckRefusal.AlreadyWaiting;
        if (string.IsNullOrWhiteSpace(request.FullName)) return IdentityCheckRefusal.NameMissing;
        if (request.FullName.Length > NameLengthMax) return IdentityCheckRefusal.NameTooLong;
        var isPerson = kind == InvestorKind.Citizen;
        if (request.BirthDate > today || (isPerson && request.BirthDate < today.AddYears(-AgeMax)))
            return IdentityCheckRefusal.BirthDateImpossible;
        if (isPerson && request.BirthDate > today.AddYears(-AgeMin)) return IdentityCheckRefusal.TooYoung;
        if (string.IsNullOrWhiteSpace(request.Address)) return IdentityCheckRefusal.AddressMissing;
        return request.Address.Length > AddressLengthMax ? IdentityCheckRefusal.AddressTooLong : null;
    }
}
