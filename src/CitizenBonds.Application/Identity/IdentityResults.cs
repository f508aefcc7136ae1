using Microsoft.AspNetCore.Identity;

namespace CitizenBonds.Application.Identity;

internal static class IdentityResults
{
    /// <summary>For steps whose every condition was checked before: a failure here is a bug or a lost race.</summary>
    public static void Require(IdentityResult result)
    {
        if (result.Succeeded) return;
        throw new InvalidOperationException(string.Join("; ", result.Errors.Select(error => error.Code)));
    }
}
