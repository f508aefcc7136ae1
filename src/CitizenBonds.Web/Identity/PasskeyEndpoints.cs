using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CitizenBonds.Web.Identity;

/// <summary>
/// What the browser needs before it can make or use a passkey. The answer itself comes back in a form.
/// </summary>
public static class PasskeyEndpoints
{
    private const string Json = "application/json";

    public static void MapPasskeys(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(AccountUrls.PasskeyCreationOptions, MakeCreationOptionsAsync)
            .WithMetadata(new RequireAntiforgeryTokenAttribute())
            .RequireAuthorization(Policies.SignedIn);
        endpoints.MapPost(AccountUrls.PasskeyRequestOptions, MakeRequestOptionsAsync)
            .WithMetadata(new RequireAntiforgeryTokenAttribute())
            .AllowAnonymous();
    }

    private static async Task<IResult> MakeCreationOptionsAsync(
        HttpContext http, [FromServices] SignInManager<PortalUser> signIn)
    {
        var user = await signIn.UserManager.GetUserAsync(http.User);
        if (user is null) return TypedResults.Unauthorized();
        var entity = new PasskeyUserEntity
        {
            Id = user.Id.ToString(),
            Name = user.Email ?? "",
            DisplayName = user.DisplayName,
        };
        return TypedResults.Text(await signIn.MakePasskeyCreationOptionsAsync(entity), Json);
    }

    /// <summary>For nobody in particular: the person chooses among the passkeys their browser holds, so that the answer
    /// does not tell who has an account.</summary>
    private static async Task<IResult> MakeRequestOptionsAsync([FromServices] SignInManager<PortalUser> signIn) =>
        TypedResults.Text(await signIn.MakePasskeyRequestOptionsAsync(user: null), Json);
}
