namespace CitizenBonds.Application.Operations;

/// <summary>How much waits for the operator.</summary>
/// <param name="Movements">Deposits to book and withdrawals to approve.</param>
/// <param name="FailedLetters">Letters no mail server took so far.</param>
/// <param name="BankLines">Money on the suspense account.</param>
public sealed record WaitingWork(int IdentityChecks, int Movements, int FailedLetters, int BankLines);
