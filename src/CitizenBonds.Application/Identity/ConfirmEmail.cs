using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CitizenBonds.Application.Identity;

/// <summary>Outcome of following the link of a letter.</summary>
public enum LinkOutcome
{
    Done,

    /// <summary>The link is damaged, too old, already used, or was never ours.</summary>
    LinkWorthless,
}

/// <summary>
/// Proves that the person reads letters to their address. Following the link twice is as good as once.
/// </summary>
public sealed class ConfirmEmail(UserManager<PortalUser> users)
{
    public async Task<LinkOutcome> RunAsync(string? userId, string? tokenText)
    {
        if (!Guid.TryParse(userId, out var id) || AccountLinks.TokenFromText(tokenText) is not { } token)
        {
            return LinkOutcome.LinkWorthless;
        }

        var user = await users.FindByIdAsync(id.ToString());
        if (user is null || user.ClosedAt is not null) return LinkOutcome.LinkWorthless;
        var result = await users.ConfirmEmailAsync(user, token);
        return result.Succeeded ? LinkOutcome.Done : LinkOutcome.LinkWorthless;
    }
}
