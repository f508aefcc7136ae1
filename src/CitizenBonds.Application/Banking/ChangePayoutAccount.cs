using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Domain.Banking;

namespace CitizenBonds.Application.Banking;

/// <param name="Kind">As typed; zero for none.</param>
public sealed record ChangePayoutAccountCommand(
    string? BankCode, string? BranchCode, PayoutAccountKind Kind, string? Number, string? Holder);

/// <summary>
/// The citizen's own way to register or change the bank account: an open session is not enough, the password is asked
/// for again, so that a phone left unlocked cannot redirect money.
/// </summary>
public sealed class ChangePayoutAccount(ConfirmPassword confirm, RegisterPayoutAccount register)
{
    public async Task<Outcome<RegisteredPayoutAccount>> ExecuteAsync(
        ChangePayoutAccountCommand command, string password, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (account, refusal) = PayoutAccount.Read(
            command.BankCode, command.BranchCode, command.Kind, command.Number, command.Holder);
        if (account is null) return Refusal.Of(refusal!.Value); // Either the account or the refusal is there.
        if (await confirm.FindRefusalAsync(actor, password) is { } notBelieved) return Refusal.Of(notBelieved);
        return await register.ExecuteAsync(account, key, actor, now, cancellationToken);
    }
}
