using Microsoft.AspNetCore.Identity;

namespace CitizenBonds.Data.Identity;

/// <summary>A person who can sign in. Everything personal the portal knows of them hangs on this row and can be erased;
/// the ledger knows only the investor id.</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    /// <summary>How the portal addresses the person; never shown to the public.</summary>
    public required string DisplayName { get; set; }

    /// <summary>Language of letters to the person: "en" or "ja".</summary>
    public required string Language { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the account was closed and its personal data erased; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
