using CitizenBonds.Data.Identity;

namespace CitizenBonds.Application.Identity;

/// <summary>One account of the demonstration, shown on its sign-in page.</summary>
/// <param name="Key">Short name, used in addresses.</param>
public sealed record DemoAccount(string Key, string Email, string DisplayName, PortalRole Role);

/// <summary>
/// The people a visitor of the demonstration may be. They exist only where the demonstration was built.
/// </summary>
public static class DemoAccounts
{
    /// <summary>Shown on the sign-in page of the demonstration; worth nothing anywhere else.</summary>
    public const string Password = "demonstration-only";

    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("citizen", "citizen@demo.example", "Aoi Tanaka", PortalRole.Citizen),
        new("officer", "officer@demo.example", "Haruto Sato", PortalRole.IssuerOfficer),
        new("approver", "approver@demo.example", "Yui Kobayashi", PortalRole.IssuerApprover),
        new("institution", "institution@demo.example", "Midori Pension Fund", PortalRole.Institution),
        new("treasury", "treasury@demo.example", "Ren Ito", PortalRole.Treasury),
        new("treasury-approver", "treasury-approver@demo.example", "Kaito Suzuki", PortalRole.Treasury),
        new("central-bank", "central-bank@demo.example", "Mei Yamada", PortalRole.CentralBank),
        new("steward", "steward@demo.example", "Sota Nakamura", PortalRole.RateSteward),
        new("auditor", "auditor@demo.example", "Hina Kato", PortalRole.Auditor),
        new("operator", "operator@demo.example", "Minato Yoshida", PortalRole.Operator),
    ];
}
