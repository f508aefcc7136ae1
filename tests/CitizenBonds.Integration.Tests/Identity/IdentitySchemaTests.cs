using CitizenBonds.Data.Identity;
using CitizenBonds.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Identity;

public sealed class IdentitySchemaTests(PortalDatabases postgres)
{
    [Fact]
    public async Task Migrations_IdentityContext_AgreeWithTheModel()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var world = await postgres.CreateDatabaseAsync(cancellationToken);
        await using var database = NpgsqlDataSource.Create(world.ConnectionString);
        await using var context = new IdentityContext(
            new DbContextOptionsBuilder<IdentityContext>().UseNpgsql(database).Options);

        Assert.Empty(await SchemaComparison.FindDifferencesAsync(context, database, cancellationToken));
    }
}
