using System.Text.Json;

namespace CitizenBonds.Domain.Ledger;

/// <summary>How proofs are written and read on both sides.</summary>
public static class LedgerJson
{
    /// <summary>
    /// Snake case; a member given twice or null where none may be is refused, an unknown one passed over.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };
}
