using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;
using CitizenBonds.Web.Pages.Citizen.Parts;
using CitizenBonds.Web.Pages.Operator.Parts;

namespace CitizenBonds.Web.Identity;

/// <summary>The pages a signed-in person works on, by role: the first is where signing in leads.</summary>
public static class RoleLinks
{
    private static readonly (string Address, string Key)[] Investor =
    [
        (Urls.Portfolio, "Layout.Portfolio"),
        (CitizenUrls.Applications, "Layout.Applications"),
        (Urls.Orders, "Market.OrdersTitle"),
        (CitizenUrls.Money, "Layout.Money"),
        (CitizenUrls.Notices, "Layout.Notices"),
    ];

    private static readonly (string Address, string Key)[] Institution =
        [Investor[0], (Urls.Bids, "Auction.ListTitle"), .. Investor[1..]];

    private static readonly (string Address, string Key)[] Officer =
    [
        (Urls.OfficerIssues, "Office.IssuesTitle"),
        (Urls.Officer, "Office.StandingTitle"),
        (ConsoleUrls.IssuerMoney, "Layout.IssuerMoney"),
    ];

    private static readonly (string Address, string Key)[] Approver =
        [(Urls.Approver, "Office.ApprovalsTitle"), (ConsoleUrls.IssuerMoney, "Layout.IssuerMoney")];

    private static readonly (string Address, string Key)[] Treasury =
        [(Urls.Treasury, "Office.PermissionsTitle"), (Urls.TreasuryMining, "Buyback.MiningTitle")];

    private static readonly (string Address, string Key)[] CentralBank = [(Urls.CentralBank, "Buyback.DeskTitle")];

    private static readonly (string Address, string Key)[] Steward =
        [(Urls.Steward, "FairPrice.StewardTitle"), (Urls.StewardVotes, "FairPrice.StewardVotes")];

    private static readonly (string Address, string Key)[] Oversight = [(ConsoleUrls.Home, "Layout.Console")];

    public static IReadOnlyList<(string Address, string Key)> Of(PortalRole role) => role switch
    {
        PortalRole.Citizen => Investor,
        PortalRole.Institution => Institution,
        PortalRole.IssuerOfficer => Officer,
        PortalRole.IssuerApprover => Approver,
        PortalRole.Treasury => Treasury,
        PortalRole.RateSteward => Steward,
        PortalRole.CentralBank => CentralBank,
        PortalRole.Operator or PortalRole.Auditor => Oversight,
        _ => [],
    };

    /// <summary>Of all roles the person has, each address once.</summary>
    public static IReadOnlyList<(string Address, string Key)> Of(Actor actor) =>
        [.. actor.Roles.Order().SelectMany(Of).Distinct()];

    /// <summary>Where the person starts; the account page for roles without pages of their own.</summary>
    public static string HomeOf(Actor actor) => Of(actor) is [var first, ..] ? first.Address : AccountUrls.Home;
}
