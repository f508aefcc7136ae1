using CitizenBonds.Application.Identity;

namespace CitizenBonds.Web.Identity;

/// <summary>
/// "My page" for whoever asks: public pages are the same for everybody, so only a request can tell where it leads.
/// </summary>
public static class MyPageEndpoint
{
    public static void MapMyPage(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(AccountUrls.MyPage, (HttpContext http) =>
                TypedResults.LocalRedirect(RoleLinks.HomeOf(http.User.GetActor())))
            .RequireAuthorization(Policies.SignedIn);
}
