using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CitizenBonds.Data.Migrations;

/// <summary>
/// A migration whose text is the embedded .sql file of the same name as its id. Forward only: going back is a new
/// migration that goes forward.
/// </summary>
public abstract class SqlFileMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var id = GetType().GetCustomAttribute<MigrationAttribute>()?.Id
            ?? throw new InvalidOperationException($"{GetType().Name} has no [Migration] id.");
        migrationBuilder.Sql(ReadText(id));
    }

    private static string ReadText(string id)
    {
        var assembly = typeof(SqlFileMigration).Assembly;
        var name = $"CitizenBonds.Data.Migrations.{id}.sql";
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded file {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
