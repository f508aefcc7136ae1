namespace CitizenBonds.Web.Pages.Account;

public sealed partial class TooManyFormsPage
{
    protected override void OnInitialized() => Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
}
