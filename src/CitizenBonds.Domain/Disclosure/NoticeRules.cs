namespace CitizenBonds.Domain.Disclosure;

/// <summary>Which letters a person may do without.</summary>
public static class NoticeRules
{
    /// <summary>
    /// Money that left, that was to leave and did not, where it leaves to, or that is owed and late: somebody who is
    /// robbed or not paid must hear of it, so these letters cannot be switched off.
    /// </summary>
    public static bool IsMoneyCritical(NoticeKind kind) => kind
        is NoticeKind.WithdrawalExecuted or NoticeKind.WithdrawalRefused or NoticeKind.PaymentDelayed
        or NoticeKind.PayoutAccountChanged or NoticeKind.WalletLinked or NoticeKind.WalletUnlinked
        or NoticeKind.TokensSentToWallet or NoticeKind.TransferToWalletFailed or NoticeKind.IndexMissing;
}
