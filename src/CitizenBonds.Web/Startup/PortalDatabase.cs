using CitizenBonds.Data.Embedded;

namespace CitizenBonds.Web.Startup;

/// <summary>
/// The database of this portal: the one of <c>ConnectionStrings:Portal</c>, or an embedded server of its own with the
/// demonstration in it. Disposing stops the embedded server.
/// </summary>
public sealed class PortalDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;
    private readonly ILoggerFactory _logging;

    private PortalDatabase(string connectionString, bool isDemo, EmbeddedPostgres? embedded, ILoggerFactory logging)
    {
        ConnectionString = connectionString;
        IsDemo = isDemo;
        _embedded = embedded;
        _logging = logging;
    }

    public string ConnectionString { get; }

    /// <summary>True for the embedded database, unless <c>Portal:Demo</c> says otherwise.</summary>
    public bool IsDemo { get; }

    /// <exception cref="EmbeddedPostgresException">The message is a sentence for the person at the console.</exception>
    public static async Task<PortalDatabase> OpenAsync(
        IConfiguration configuration, string contentRoot, CancellationToken cancellationToken)
    {
        var logging = LoggerFactory.Create(
            log => log.AddConfiguration(configuration.GetSection("Logging")).AddConsole());
        if (configuration.GetConnectionString("Portal") is { Length: > 0 } external)
            return new PortalDatabase(external, configuration.GetValue("Portal:Demo", false), embedded: null, logging);
        var options = new EmbeddedPostgresOptions
        {
            DataFolder = configuration["Portal:DataFolder"] ?? Path.Combine(contentRoot, ".data"),
            SearchFrom = contentRoot,
        };
        var embedded = await EmbeddedPostgres.StartAsync(
            options, logging.CreateLogger<EmbeddedPostgres>(), cancellationToken);
        return new PortalDatabase(
            embedded.ConnectionString, configuration.GetValue("Portal:Demo", true), embedded, logging);
    }

    /// <summary>Starts an embedded server again that has died; an external one is somebody else's to mend.</summary>
    /// <returns>True when it had died.</returns>
    public async Task<bool> ReviveAsync(CancellationToken cancellationToken) =>
        _embedded is not null && await _embedded.ReviveAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null) await _embedded.DisposeAsync();
        _logging.Dispose();
    }
}
