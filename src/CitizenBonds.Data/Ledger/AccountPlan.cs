using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Data.Ledger;

/// <summary>An account as it shall be opened: whose, in what, for what.</summary>
public sealed record AccountPlan(AccountOwner OwnerKind, long OwnerId, long AssetId, AccountKind Kind)
{
    /// <summary>Of a token account: the cash account that receives what the tokens earn.</summary>
    public long? PayoutAccountId { get; init; }

    public bool MayGoNegative => Kind.MayGoNegative();

    public static AccountPlan Bank { get; } = new(AccountOwner.Portal, 0, AccountBook.Yen, AccountKind.BankOmnibus);

    public static AccountPlan Suspense { get; } =
        new(AccountOwner.Portal, 0, AccountBook.Yen, AccountKind.Suspense);

    public static AccountPlan InvestorCash(long investorId) =>
        new(AccountOwner.Investor, investorId, AccountBook.Yen, AccountKind.Cash);

    public static AccountPlan InvestorHold(long investorId) =>
        new(AccountOwner.Investor, investorId, AccountBook.Yen, AccountKind.ApplicationHold);

    /// <summary>Cash set aside for orders to buy, in whatever series.</summary>
    public static AccountPlan InvestorOrderCash(long investorId) =>
        new(AccountOwner.Investor, investorId, AccountBook.Yen, AccountKind.OrderHold);

    /// <summary>Tokens of a series set aside for orders to sell.</summary>
    public static AccountPlan InvestorOrderTokens(long investorId, long assetId) =>
        new(AccountOwner.Investor, investorId, assetId, AccountKind.OrderHold);

    /// <summary>Tokens of a series that are sold back; paid to the cash account like every other token.</summary>
    public static AccountPlan InvestorOptionTokens(long investorId, long assetId, long cashAccountId) =>
        new(AccountOwner.Investor, investorId, assetId, AccountKind.OptionHold) { PayoutAccountId = cashAccountId };

    public static AccountPlan PortalFees { get; } =
        new(AccountOwner.Portal, 0, AccountBook.Yen, AccountKind.Fees);

    public static AccountPlan IssuerCash(long issuerId) =>
        new(AccountOwner.Issuer, issuerId, AccountBook.Yen, AccountKind.IssuerCash);

    /// <summary>The portal's wallet, seen from outside, as <see cref="Bank"/> is for yen.</summary>
    public static AccountPlan BitcoinWallet { get; } =
        new(AccountOwner.Portal, 0, AccountBook.Bitcoin, AccountKind.BankOmnibus);

    public static AccountPlan IssuerBitcoin(long issuerId) =>
        new(AccountOwner.Issuer, issuerId, AccountBook.Bitcoin, AccountKind.IssuerCash);

    public static AccountPlan InvestorBitcoin(long investorId) =>
        new(AccountOwner.Investor, investorId, AccountBook.Bitcoin, AccountKind.Cash);

    /// <param name="ownerKind">An investor or an issuer: whoever has a cash account.</param>
    public static AccountPlan CashOf(AccountOwner ownerKind, long ownerId) => ownerKind switch
    {
        AccountOwner.Investor => InvestorCash(ownerId),
        AccountOwner.Issuer => IssuerCash(ownerId),
        _ => throw new ArgumentOutOfRangeException(nameof(ownerKind), ownerKind, null),
    };

    public static AccountPlan WithdrawalHold(AccountOwner ownerKind, long ownerId) =>
        new(ownerKind, ownerId, AccountBook.Yen, AccountKind.WithdrawalHold);

    public static AccountPlan PurposeCover(long purposeId) =>
        new(AccountOwner.Purpose, purposeId, AccountBook.Yen, AccountKind.Purpose);

    public static AccountPlan Issuance(long issueId, long assetId) =>
        new(AccountOwner.Issue, issueId, assetId, AccountKind.Issuance);

    public static AccountPlan PaymentPool(long issueId) =>
        new(AccountOwner.Issue, issueId, AccountBook.Yen, AccountKind.PaymentPool);

    public static AccountPlan WindowReserve { get; } =
        new(AccountOwner.Portal, 0, AccountBook.Yen, AccountKind.WindowReserve);

    /// <summary>Where the window's tokens come from and return to.</summary>
    public static AccountPlan WindowIssuance { get; } =
        new(AccountOwner.Portal, 0, AccountBook.WindowToken, AccountKind.Issuance);

    public static AccountPlan InvestorTokens(long investorId, long assetId, long cashAccountId) =>
        new(AccountOwner.Investor, investorId, assetId, AccountKind.Holding) { PayoutAccountId = cashAccountId };

    /// <summary>Yen owed to tokens outside: coupons and principal of what is in wallets.</summary>
    public static AccountPlan CashOnChain { get; } =
        new(AccountOwner.Portal, 0, AccountBook.Yen, AccountKind.OnChain);

    /// <summary>Tokens of a series that are in wallets.</summary>
    public static AccountPlan TokensOnChain(long assetId, long cashOnChainId) =>
        new(AccountOwner.Portal, 0, assetId, AccountKind.OnChain) { PayoutAccountId = cashOnChainId };

    /// <summary>
    /// Tokens that came from an unknown wallet. The owner's number sets it apart from the tokens outside, for payments
    /// sum by owner.
    /// </summary>
    public static AccountPlan TokenSuspense(long assetId, long cashOnChainId) =>
        new(AccountOwner.Portal, 1, assetId, AccountKind.Suspense) { PayoutAccountId = cashOnChainId };
}
