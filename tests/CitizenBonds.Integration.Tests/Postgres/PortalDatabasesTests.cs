using CitizenBonds.Testing.Postgres;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Postgres;

public sealed class PortalDatabasesTests(PortalDatabases databases)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateDatabaseAsync_Always_IsMigrated()
    {
        await using var database = await databases.CreateDatabaseAsync(Token);

        Assert.True((long)(await ScalarAsync(database, "select count(*) from portal.migrations"))! > 0);
    }

    [Fact]
    public async Task CreateDatabaseAsync_Twice_SharesNothing()
    {
        await using var first = await databases.CreateDatabaseAsync(Token);
        await using var second = await databases.CreateDatabaseAsync(Token);

        await ScalarAsync(first, "create table only_here (id int)");

        Assert.Equal(DBNull.Value, await ScalarAsync(second, "select to_regclass('only_here')::text"));
    }

    [Fact]
    public async Task DisposeAsync_ConnectionStillOpen_DropsTheDatabase()
    {
        await using var other = await databases.CreateDatabaseAsync(Token);
        var database = await databases.CreateDatabaseAsync(Token);
        await using var open = new NpgsqlConnection(database.ConnectionString);
        await open.OpenAsync(Token);

        await database.DisposeAsync();

        await using var find = new NpgsqlConnection(other.ConnectionString);
        await find.OpenAsync(Token);
        await using var command = new NpgsqlCommand("select count(*) from pg_database where datname = $1", find);
        command.Parameters.Add(new NpgsqlParameter { Value = open.Database });
        Assert.Equal(0L, await command.ExecuteScalarAsync(Token));
    }

    private static async Task<object?> ScalarAsync(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
