using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CitizenBonds.Web.Tests.Identity;

/// <summary>The real host in memory, over a database of its own; outside the demonstration.</summary>
public sealed class PortalApp : WebApplicationFactory<Program>
{
    public const string Password = "four quiet herons";

    private const int FormsPerMinute = 10_000;

    private readonly TestDatabase _database;
    private readonly int _formsPerMinute;
    private readonly IReadOnlyDictionary<string, string?> _settings;

    private PortalApp(TestDatabase database, int formsPerMinute, IReadOnlyDictionary<string, string?> settings)
    {
        _database = database;
        _formsPerMinute = formsPerMinute;
        _settings = settings;
    }

    public static async Task<PortalApp> StartAsync(
        PortalDatabases databases, CancellationToken cancellationToken, int formsPerMinute = FormsPerMinute,
        IReadOnlyDictionary<string, string?>? settings = null) =>
        new(
            await databases.CreateDatabaseAsync(cancellationToken), formsPerMinute,
            settings ?? new Dictionary<string, string?>());

    public string ConnectionString => _database.ConnectionString;

    public FormClient Browse() => new(CreateClient(new()
    {
        AllowAutoRedirect = false,
        HandleCookies = true,
        BaseAddress = new Uri("http://localhost"),
    }));

    /// <param name="issuerId">For officers and approvers.</param>
    public async Task<Guid> AddPersonAsync(
        string email, PortalRole role, CancellationToken cancellationToken, long? issuerId = null)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ProvisionAccount>().RunAsync(
            new(Guid.NewGuid(), email, "Aoi Tanaka", "en", Password, [role], issuerId), cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseEnvironment("Production");

    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(_settings)
            {
                ["ConnectionStrings:Portal"] = _database.ConnectionString,
                [FormRateLimit.Key] = $"{_formsPerMinute}",
                ["Logging:LogLevel:Default"] = "Warning",
            }));
        return base.CreateHost(builder);
    }
}
