using Microsoft.AspNetCore.Localization;

namespace CitizenBonds.Web.Localization;

/// <summary>Lets signed-in pages and their circuits follow the same rule as public pages.</summary>
public sealed class SiteCultureProvider : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult<ProviderCultureResult?>(new(SiteCulture.Of(httpContext.Request).Name));
}
