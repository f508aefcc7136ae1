namespace CitizenBonds.Application.Custody;

/// <summary>A transfer to the portal's account, deep enough in the chain.</summary>
/// <param name="TransactionHash">Where it was announced.</param>
/// <param name="Ordinal">Its place among the announcements of that transaction, from 0.</param>
/// <param name="Wallet">Who sent it, in small letters.</param>
/// <param name="IssueId">Null for yen.</param>
/// <param name="Quantity">Tokens, or yen.</param>
/// <param name="MadeAt">The time of its block.</param>
public sealed record WalletDeposit(
    string TransactionHash, int Ordinal, string Wallet, long? IssueId, long Quantity, DateTimeOffset MadeAt);
