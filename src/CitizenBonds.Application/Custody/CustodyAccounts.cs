using System.Globalization;
using CitizenBonds.Data;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;

namespace CitizenBonds.Application.Custody;

/// <summary>The accounts between which tokens go out and come back.</summary>
internal static class CustodyAccounts
{
    public static string ReferenceOf(CustodyMovementRow movement) =>
        string.Create(CultureInfo.InvariantCulture, $"wallet {movement.Id}");

    public static long AssetOf(IssueRow issue) =>
        issue.AssetId ?? throw new InvalidOperationException($"Issue {issue.Id} has no tokens.");

    public static Task<long> OpenCashOnChainAsync(PortalContext portal, CancellationToken cancellationToken) =>
        AccountBook.OpenAsync(portal, AccountPlan.CashOnChain, cancellationToken);

    public static Task<long> OpenCashAsync(
        PortalContext portal, long investorId, CancellationToken cancellationToken) =>
        AccountBook.OpenAsync(portal, AccountPlan.InvestorCash(investorId), cancellationToken);

    public static async Task<long> OpenOutsideAsync(
        PortalContext portal, IssueRow issue, CancellationToken cancellationToken) =>
        await AccountBook.OpenAsync(
            portal,
            AccountPlan.TokensOnChain(AssetOf(issue), await OpenCashOnChainAsync(portal, cancellationToken)),
            cancellationToken);

    public static async Task<long> OpenSuspenseAsync(
        PortalContext portal, IssueRow issue, CancellationToken cancellationToken) =>
        await AccountBook.OpenAsync(
            portal,
            AccountPlan.TokenSuspense(AssetOf(issue), await OpenCashOnChainAsync(portal, cancellationToken)),
            cancellationToken);

    public static async Task<long> OpenHoldingAsync(
        PortalContext portal, IssueRow issue, long investorId, CancellationToken cancellationToken) =>
        await AccountBook.OpenAsync(
            portal,
            AccountPlan.InvestorTokens(
                investorId, AssetOf(issue), await OpenCashAsync(portal, investorId, cancellationToken)),
            cancellationToken);
}
