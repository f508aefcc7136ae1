namespace CitizenBonds.Web.Pages.Account;

public sealed partial class DeniedPage
{
    protected override void OnInitialized() => Http.Response.StatusCode = StatusCodes.Status403Forbidden;
}
