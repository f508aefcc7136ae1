using CitizenBonds.Application.Identity;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace CitizenBonds.Web.Identity;

/// <summary>
/// A circuit lives long after the request that opened it: while it does, its session is looked up again.
/// </summary>
public sealed class SessionRevalidation(ILoggerFactory loggers, IServiceScopeFactory scopes)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => SessionCache.Freshness;

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var principal = authenticationState.User;
        if (principal.FindUserId() is not { } user
            || principal.FindSessionId() is not { } session
            || principal.FindFirst(PortalClaims.SecurityStamp)?.Value is not { } stamp)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<UserSessions>();
        return await sessions.IsValidAsync(session, user, stamp, cancellationToken);
    }
}
