namespace CitizenBonds.Data.Identity;

/// <summary>What a key of the interface for programs may do. Stored: codes never change.</summary>
[Flags]
public enum ApiScopes : short
{
    None = 0,

    /// <summary>See own orders and trades, books and streams.</summary>
    Read = 1,

    /// <summary>Place and cancel orders.</summary>
    Trade = 2,
}
