namespace CitizenBonds.Data.Identity;

/// <summary>One key that protects cookies and tokens, shared by all nodes.</summary>
public sealed class DataProtectionKeyRow
{
    public long Id { get; init; }

    public required string FriendlyName { get; init; }

    public required string Xml { get; init; }
}
