using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Postgres;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CitizenBonds.Integration.Tests.Identity;

/// <summary>The identity feature over a database of its own, without a web host.</summary>
public sealed class IdentityWorld : IAsyncDisposable
{
    public const string GoodPassword = "four quiet herons";

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private IdentityWorld(TestDatabase database)
    {
        _database = database;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(NpgsqlDataSource.Create(database.ConnectionString));
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddIdentityFeature();
        services.AddKeyedSingleton<TimeProvider>(RealTime.Key, Clock);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public string ConnectionString => _database.ConnectionString;

    public SettableClock Clock { get; } = new(new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.Zero));

    public AccountLinks Links { get; } = new(new Uri("https://portal.example/"));

    public static async Task<IdentityWorld> CreateAsync(
        PortalDatabases postgres, CancellationToken cancellationToken) =>
        new(await postgres.CreateDatabaseAsync(cancellationToken));

    public AsyncServiceScope NewScope() => _services.CreateAsyncScope();

    /// <summary>Runs one request's worth of work in a scope of its own.</summary>
    public async Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task RunAsync<TService>(Func<TService, Task> work)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A confirmed citizen with <see cref="GoodPassword"/>.</summary>
    public Task<Guid> AddCitizenAsync(string email, CancellationToken cancellationToken) =>
        RunAsync((ProvisionAccount provision) => provision.RunAsync(
            new(Guid.NewGuid(), email, "Aoi Tanaka", "en", GoodPassword, [PortalRole.Citizen], null),
            cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
