using CitizenBonds.Testing.Postgres;
using CitizenBonds.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Web.Tests.Identity;

public sealed class RoutePolicyTests(PortalDatabases databases) : IAsyncLifetime
{
    private PortalApp _portal = null!; // Started before every test.

    public async ValueTask InitializeAsync() =>
        _portal = await PortalApp.StartAsync(databases, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Routes_OpenToAnybody_AreExactlyTheApprovedOnes()
    {
        var open = Routes().Where(IsAnonymous).Select(Pattern).ToHashSet();

        Assert.Equal("", Join(open.Except(ApprovedAnonymousRoutes.All)));
        Assert.Equal("", Join(ApprovedAnonymousRoutes.All.Except(open)));
    }

    [Fact]
    public void Routes_ForSignedInPeople_EachNameAPolicy()
    {
        var withoutPolicy = Routes()
            .Where(route => !IsAnonymous(route))
            .Where(route => !route.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is not null))
            .Select(Pattern)
            .Where(pattern => !IsFrameworks(pattern));

        Assert.Equal("", Join(withoutPolicy));
    }

    private static string Join(IEnumerable<string> patterns) =>
        string.Join(", ", patterns.Order(StringComparer.Ordinal));

    private static bool IsAnonymous(RouteEndpoint route) => route.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>
    /// Routes of the framework itself take no policy of ours; the fallback asks for a signed-in person.
    /// </summary>
    private static bool IsFrameworks(string pattern) =>
        pattern.StartsWith("/_blazor", StringComparison.Ordinal) || pattern == "/_framework/opaque-redirect";

    private static string Pattern(RouteEndpoint route) => route.RoutePattern.RawText ?? "";

    private List<RouteEndpoint> Routes() =>
        [.. _portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
}
