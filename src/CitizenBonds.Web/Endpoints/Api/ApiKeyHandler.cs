using System.Security.Claims;
using System.Text.Encodings.Web;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>Checks the key of <c>Authorization: Bearer cbk_…</c>. Wrong keys are counted by address.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder, ApiKeyCheck keys,
    ApiLimits limits)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public new const string Scheme = "ApiKey";
    private const string Bearer = "Bearer ";
    private ApiRefusal _refusal = ApiRefusal.KeyMissing;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var found = await keys.RunAsync(header[Bearer.Length..].Trim(), Context.RequestAborted);
        if (found.State != ApiKeyState.Works)
        {
            _refusal = limits.CountWrongKey(Context.Connection.RemoteIpAddress?.ToString() ?? "unknown")
                ? RefusalOf(found.State)
                : ApiRefusal.TooManyWrongKeys;
            return AuthenticateResult.Fail(_refusal.ToString());
        }

        var claims = new List<Claim>
        {
            new(PortalClaims.UserId, found.UserId.ToString()),
            new(ApiCaller.KeyClaim, found.KeyId.ToString()),
        };
        foreach (var scope in new[] { ApiScopes.Read, ApiScopes.Trade })
            if (found.Scopes.HasFlag(scope)) claims.Add(new Claim(ApiCaller.ScopeClaim, scope.ToString()));
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Bearer.Trim();
        if (_refusal == ApiRefusal.TooManyWrongKeys) Response.Headers.RetryAfter = ApiLimits.WrongKeysRetryAfter;
        return new ApiProblem(_refusal).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        new ApiProblem(ApiRefusal.ScopeMissing).ExecuteAsync(Context);

    private static ApiRefusal RefusalOf(ApiKeyState state) => state switch
    {
        ApiKeyState.Revoked => ApiRefusal.KeyRevoked,
        ApiKeyState.NotAnInstitution => ApiRefusal.NotAnInstitution,
        _ => ApiRefusal.KeyUnknown,
    };
}
