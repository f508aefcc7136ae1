namespace CitizenBonds.Chain.Custody;

/// <summary>Tokens that wait to be sent to a wallet.</summary>
/// <param name="IsAllowed">The contract has announced that the wallet may hold tokens.</param>
internal sealed record WaitingTransfer(
    long Id, long IssueId, string Wallet, long Quantity, bool IsAlone, string Contract, bool IsAllowed);
