using System.Text;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data.Values;

/// <summary>Column names follow property names: SaleOpensAt is sale_opens_at. Enums are kept as smallint.</summary>
internal static class SnakeCase
{
    public static string From(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    public static void ApplyTo(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.IsMappedToJson()) continue;
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(From(property.Name));
                var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                if (type.IsEnum) property.SetProviderClrType(typeof(short));
            }
        }
    }
}
