using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace CitizenBonds.Data.Identity;

/// <summary>Keeps data-protection keys in the database, so that all nodes read each other's cookies and a restart signs
/// nobody out. The framework asks rarely and synchronously.</summary>
public sealed class DatabaseKeyRepository(NpgsqlDataSource database) : IXmlRepository
{
    private const int KeysMax = 1000;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand(
            "select xml from identity.data_protection_keys order by id desc limit $1");
        command.Parameters.Add(new() { Value = KeysMax });
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read()) keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.CreateCommand(
            "insert into identity.data_protection_keys (friendly_name, xml) values ($1, $2)");
        command.Parameters.Add(new() { Value = friendlyName });
        command.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}
