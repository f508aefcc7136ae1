using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CitizenBonds.Testing.Postgres;

/// <summary>Compares the tables a context believes in with the tables the migrations made.</summary>
public static class SchemaComparison
{
    private const string ColumnsSql = """
        select column_name, is_nullable = 'YES',
               case when data_type = 'character varying'
                    then 'character varying(' || character_maximum_length || ')' else data_type end
        from information_schema.columns where table_schema = $1 and table_name = $2
        """;

    /// <returns>One line per difference in a column's presence, type or nullability; empty when they agree.</returns>
    public static async Task<IReadOnlyList<string>> FindDifferencesAsync(
        DbContext context, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        foreach (var table in context.Model.GetRelationalModel().Tables)
        {
            var migrated = await ReadColumnsAsync(database, table, cancellationToken);
            var modelled = table.Columns.ToDictionary(column => column.Name, Describe);
            differences.AddRange(migrated.Keys.Union(modelled.Keys).Order(StringComparer.Ordinal)
                .Where(name => migrated.GetValueOrDefault(name) != modelled.GetValueOrDefault(name))
                .Select(name => $"{table.SchemaQualifiedName}.{name}: "
                    + $"migrated '{migrated.GetValueOrDefault(name, "absent")}', "
                    + $"model '{modelled.GetValueOrDefault(name, "absent")}'"));
        }

        return differences;
    }

    private static string Describe(IColumnBase column) =>
        column.StoreType + (column.IsNullable ? " null" : " not null");

    private static async Task<Dictionary<string, string>> ReadColumnsAsync(
        NpgsqlDataSource database, ITable table, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ColumnsSql);
        command.Parameters.Add(new() { Value = table.Schema });
        command.Parameters.Add(new() { Value = table.Name });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = new Dictionary<string, string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            columns[reader.GetString(0)] = reader.GetString(2) + (reader.GetBoolean(1) ? " null" : " not null");
        }

        return columns;
    }
}
