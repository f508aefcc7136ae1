using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;

namespace CitizenBonds.Application.FairPrice;

/// <summary>The four accounts of a deal: the investor's and the window's, cash and tokens.</summary>
internal sealed record WindowAccounts(long Cash, long Tokens, long Reserve, long Issuance)
{
    public static async Task<WindowAccounts> OpenAsync(
        PortalContext portal, long investorId, CancellationToken cancellationToken)
    {
        var cash = await AccountBook.OpenAsync(portal, AccountPlan.InvestorCash(investorId), cancellationToken);
        var others = await AccountBook.OpenAsync(
            portal,
            [
                AccountPlan.InvestorTokens(investorId, AccountBook.WindowToken, cash), AccountPlan.WindowReserve,
                AccountPlan.WindowIssuance,
            ],
            cancellationToken);
        return new(cash, others[0], others[1], others[2]);
    }
}
