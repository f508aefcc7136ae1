using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Web;
using Xunit;

namespace CitizenBonds.Browser.Tests;

/// <summary>
/// One portal with the demonstration's world for all tests of its collection or class, which run one after another.
/// What must find the world as it was built has one of its own: others move the calendar.
/// </summary>
public sealed class DemoPortal(PortalDatabases databases) : IAsyncLifetime
{
    private RunningPortal? _portal;

    public RunningPortal Portal => _portal ?? throw new InvalidOperationException("The portal was not started.");

    public async ValueTask InitializeAsync() => _portal = await RunningPortal.StartDemoAsync(
        databases, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null) await _portal.DisposeAsync();
    }

    /// <param name="path">For example "bonds" or "/bonds".</param>
    public string Address(string path) => new Uri(Portal.Address, path).ToString();
}
