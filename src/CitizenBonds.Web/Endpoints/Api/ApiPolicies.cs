using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Authentication;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>What a route of the interface for programs asks of a key. A cookie counts for none of them.</summary>
internal static class ApiPolicies
{
    public const string Read = "ApiRead";
    public const string Trade = "ApiTrade";

    /// <summary>Any key that works.</summary>
    public const string AnyKey = "ApiKey";

    public static void AddApiKeys(this IServiceCollection services)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, _ => { });
        services.AddAuthorizationBuilder()
            .AddPolicy(AnyKey, policy => policy
                .AddAuthenticationSchemes(ApiKeyHandler.Scheme).RequireClaim(ApiCaller.KeyClaim))
            .AddPolicy(Read, policy => policy
                .AddAuthenticationSchemes(ApiKeyHandler.Scheme)
                .RequireClaim(ApiCaller.ScopeClaim, nameof(ApiScopes.Read)))
            .AddPolicy(Trade, policy => policy
                .AddAuthenticationSchemes(ApiKeyHandler.Scheme)
                .RequireClaim(ApiCaller.ScopeClaim, nameof(ApiScopes.Trade)));
    }
}
