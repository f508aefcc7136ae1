using System.Security.Claims;
using CitizenBonds.Application.Identity;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>The key that asks and the person it acts for.</summary>
internal readonly record struct ApiCaller(Guid KeyId, Guid UserId)
{
    public const string KeyClaim = "api_key";
    public const string ScopeClaim = "api_scope";

    /// <exception cref="InvalidOperationException">No key was checked: the route lacks a policy.</exception>
    public static ApiCaller Of(HttpContext http) =>
        Guid.TryParse(http.User.FindFirstValue(KeyClaim), out var key) && http.User.FindUserId() is { } user
            ? new ApiCaller(key, user)
            : throw new InvalidOperationException("A caller was asked for where no key was checked.");
}
