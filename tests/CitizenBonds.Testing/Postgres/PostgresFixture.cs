using System.Globalization;
using CitizenBonds.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CitizenBonds.Testing.Postgres;

/// <summary>
/// One real PostgreSQL for all tests of a process, started when the first of them asks for a database. The schema is
/// migrated once, into a template; each test class gets a copy of it.
/// </summary>
/// <remarks>
/// The server gives up durability for speed: what must survive a crash is tested with a server of its own.
/// </remarks>
public class PostgresFixture(Func<string, CancellationToken, Task> migrate) : IAsyncDisposable
{
    private const string Template = "portal_template";

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly TemporaryFolder _folder = new("postgres");
    private EmbeddedPostgres? _server;
    private int _databases;

    /// <summary>A migrated database with no rows of its own, dropped when disposed of.</summary>
    public Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken) =>
        CopyAsync(Template, cancellationToken);

    /// <summary>A copy of a database to which nobody is connected.</summary>
    protected Task<TestDatabase> CopyAsync(TestDatabase original, CancellationToken cancellationToken) => CopyAsync(
        new NpgsqlConnectionStringBuilder(original.ConnectionString).Database ?? Template, cancellationToken);

    private async Task<TestDatabase> CopyAsync(string template, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken); // A template cannot be copied twice at the same time.
        try
        {
            _server ??= await StartAsync(cancellationToken);
            var name = "test_" + (++_databases).ToString(CultureInfo.InvariantCulture);
            await ExecuteAsync($"create database {name} template {template} strategy file_copy", cancellationToken);
            return new TestDatabase(ConnectionTo(name), () => ExecuteAsync(
                $"drop database if exists {name} with (force)", CancellationToken.None));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        await _folder.DisposeAsync();
        _oneAtATime.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<EmbeddedPostgres> StartAsync(CancellationToken cancellationToken)
    {
        var options = new EmbeddedPostgresOptions
        {
            DataFolder = _folder.Path,
            SearchFrom = RepositoryRoot.Path,
            IsDurable = false,
        };
        var server = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, cancellationToken);
        _server = server;
        await ExecuteAsync($"create database {Template}", cancellationToken);
        var template = ConnectionTo(Template);
        await migrate(template, cancellationToken);
        await using var connection = new NpgsqlConnection(template);
        NpgsqlConnection.ClearPool(connection);
        return server;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(ConnectionTo("postgres")) { Pooling = false };
        await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(_server!.ConnectionString) // Started before any database is asked for.
        {
            Database = database,
            MaxPoolSize = 20,
            IncludeErrorDetail = true,
        }.ConnectionString;
}
