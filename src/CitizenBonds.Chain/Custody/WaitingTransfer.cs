namespace CitizenBonds.Chain.Custody;

/// <summary>Tokens that wait to be sent to a wallet.</summary>
/// <param name="IsAllowed">The contract has announced that the wallet may hold tokens.</param>
/// <param name="IsLocked">An agent has locked the wallet.</param>
/// <param name="OwesCoupon">
/// A coupon is near whose cash is not on its way: each account then notes down what it is owed, which costs gas.
/// </param>
internal sealed record WaitingTransfer(
    long Id, long IssueId, string Wallet, long Quantity, bool IsAlone, string Contract, bool IsAllowed, bool IsLocked,
    bool OwesCoupon);
