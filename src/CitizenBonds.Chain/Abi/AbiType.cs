using System.Text.Json.Nodes;

namespace CitizenBonds.Chain.Abi;

/// <summary>A type as solc's ABI names it.</summary>
/// <param name="Name">Such as "uint64", "address[]" or "tuple".</param>
/// <param name="Parts">The members of a tuple; else empty.</param>
public sealed record AbiType(string Name, IReadOnlyList<AbiType> Parts)
{
    public bool IsList => Name.EndsWith("[]", StringComparison.Ordinal);

    public AbiType Element => this with { Name = Name[..^2] };

    public bool IsTuple => Name == "tuple";

    public bool IsDynamic => IsList || Name is "string" or "bytes" || (IsTuple && Parts.Any(part => part.IsDynamic));

    /// <summary>Words the value takes where it stands; one for a dynamic value, which stands elsewhere.</summary>
    public int Words => !IsDynamic && IsTuple ? Parts.Sum(part => part.Words) : 1;

    /// <summary>As it stands in the signature that makes the selector.</summary>
    public string Signature
    {
        get
        {
            if (IsList) return Element.Signature + "[]";
            return IsTuple ? $"({string.Join(',', Parts.Select(part => part.Signature))})" : Name;
        }
    }

    /// <param name="parameters">"inputs", "outputs" or "components" of solc's output.</param>
    public static IReadOnlyList<AbiType> ListOf(JsonNode? parameters) =>
        parameters is not JsonArray list
            ? []
            : [.. list.Select(one => new AbiType((string)one!["type"]!, ListOf(one["components"])))];
}
