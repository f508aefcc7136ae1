using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Authorization;

namespace CitizenBonds.Application.Identity;

/// <summary>
/// Who may open what. Every page and endpoint names one of these or stands on the list of anonymous routes.
/// </summary>
public static class Policies
{
    /// <summary>Anybody who is signed in: the pages about one's own account.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>May hold bonds: a citizen or an institution.</summary>
    public const string Investor = nameof(Investor);

    public const string Citizen = nameof(Citizen);
    public const string Institution = nameof(Institution);
    public const string Officer = nameof(Officer);
    public const string Approver = nameof(Approver);

    /// <summary>Acts for one issuer, as officer or approver.</summary>
    public const string IssuerStaff = nameof(IssuerStaff);

    public const string Treasury = nameof(Treasury);
    public const string CentralBank = nameof(CentralBank);
    public const string RateSteward = nameof(RateSteward);
    public const string Auditor = nameof(Auditor);
    public const string Operator = nameof(Operator);

    /// <summary>Looks after curves and prices from outside: treasury and operator, two different people.</summary>
    public const string Feeds = nameof(Feeds);

    /// <summary>Reads how the portal runs: operator or auditor.</summary>
    public const string Oversight = nameof(Oversight);

    /// <summary>Has a console: anybody but an investor.</summary>
    public const string AnyStaff = nameof(AnyStaff);

    /// <summary>Roles of each policy; any one of them is enough.</summary>
    public static IReadOnlyDictionary<string, PortalRole[]> RolesByPolicy { get; } =
        new Dictionary<string, PortalRole[]>
    {
        [Investor] = [PortalRole.Citizen, PortalRole.Institution],
        [Citizen] = [PortalRole.Citizen],
        [Institution] = [PortalRole.Institution],
        [Officer] = [PortalRole.IssuerOfficer],
        [Approver] = [PortalRole.IssuerApprover],
        [IssuerStaff] = [PortalRole.IssuerOfficer, PortalRole.IssuerApprover],
        [Treasury] = [PortalRole.Treasury],
        [CentralBank] = [PortalRole.CentralBank],
        [RateSteward] = [PortalRole.RateSteward],
        [Auditor] = [PortalRole.Auditor],
        [Operator] = [PortalRole.Operator],
        [Feeds] = [PortalRole.Treasury, PortalRole.Operator],
        [Oversight] = [PortalRole.Operator, PortalRole.Auditor],
        [AnyStaff] =
        [
            PortalRole.IssuerOfficer, PortalRole.IssuerApprover, PortalRole.Treasury, PortalRole.CentralBank,
            PortalRole.RateSteward, PortalRole.Auditor, PortalRole.Operator,
        ],
    };

    /// <summary>Adds all policies; whatever names none requires a signed-in person.</summary>
    public static void AddTo(AuthorizationOptions options)
    {
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        foreach (var (name, roles) in RolesByPolicy)
        {
            options.AddPolicy(name, policy => policy.RequireClaim(
                PortalClaims.Role, roles.Select(role => role.ToString())));
        }

        options.FallbackPolicy = options.GetPolicy(SignedIn);
    }
}
