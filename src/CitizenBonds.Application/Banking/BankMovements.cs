using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CitizenBonds.Data;
using CitizenBonds.Data.Banking;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Banking;

/// <summary>What the commands on money across the border have in common.</summary>
internal static class BankMovements
{
    public const int TextLengthMax = 500;
    public const int BankReferenceLengthMax = 100;
    private const int PaymentReferenceBytes = 8;

    /// <summary>Above this an amount is a slip of the hand, also for a government.</summary>
    public static Money Most { get; } = Money.FromYen(1_000_000_000_000);

    public static BankMovementRefusal? FindAmountRefusal(long amountYen)
    {
        if (amountYen <= 0) return BankMovementRefusal.AmountNotPositive;
        return amountYen > Most.MinorUnits ? BankMovementRefusal.AmountAboveMost : null;
    }

    public static BankMovementRow New(
        BankDirection direction, MoneyOwner owner, long amountYen, string key, Guid actor, DateTimeOffset now) => new()
        {
            Direction = direction,
            OwnerKind = owner.Kind,
            OwnerId = owner.Id,
            AmountYen = amountYen,
            PaymentReference = PaymentReferenceOf(key),
            State = BankMovementState.Requested,
            RequestedBy = actor,
            RequestedAt = now,
            Version = 1,
        };

    /// <remarks>Locks the row; it comes before accounts and after the investor's.</remarks>
    public static Task<BankMovementRow?> LockAsync(
        PortalContext portal, long id, CancellationToken cancellationToken) =>
        portal.BankMovements
            .FromSql($"select * from portal.bank_movements where id = {id} for update")
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Takes a line of the bank statement; whoever takes the same one at the same time waits here.</summary>
    /// <returns>False when it was booked before.</returns>
    public static async Task<bool> TakeLineAsync(
        PortalContext portal, string bankReference, CancellationToken cancellationToken) =>
        await portal.Database.ExecuteSqlAsync(
            $"insert into portal.taken_lines (bank_reference) values ({bankReference}) on conflict do nothing",
            cancellationToken) == 1;

    public static BankMovementResult ResultOf(BankMovementRow movement) =>
        new(movement.Id, movement.State, movement.AmountYen, movement.PaymentReference);

    /// <summary>Books what arrived or left; the last thing a command does.</summary>
    public static async Task ExecuteAsync(
        PortalContext portal, BankMovementRow movement, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var owner = MoneyOwner.Of(movement);
        var isDeposit = movement.Direction == BankDirection.In;
        movement.State = BankMovementState.Executed;
        movement.DecidedAt = now;
        owner.Tell(
            portal, isDeposit ? NoticeKind.DepositBooked : NoticeKind.WithdrawalExecuted, movement.AmountYen, now);
        await portal.SaveChangesAsync(cancellationToken);
        var bank = await AccountBook.OpenAsync(portal, AccountPlan.Bank, cancellationToken);
        var transfer = isDeposit
            ? new NewTransfer(
                bank,
                await owner.OpenCashAsync(portal, cancellationToken),
                movement.AmountYen,
                LedgerReason.Deposit,
                ReferenceOf(movement))
            : new NewTransfer(
                await owner.OpenHoldAsync(portal, cancellationToken),
                bank,
                movement.AmountYen,
                LedgerReason.Withdrawal,
                ReferenceOf(movement));
        if (await LedgerWriter.PostAsync(portal, [transfer], now, cancellationToken) is { } shortfall)
            throw new InvalidOperationException(
                $"Account {shortfall.AccountId} lacks {shortfall.Missing} of what it holds.");
    }

    /// <summary>The ledger is public, so the reference tells the movement and nothing of the person.</summary>
    public static string ReferenceOf(BankMovementRow movement) =>
        string.Create(CultureInfo.InvariantCulture, $"bank movement {movement.Id}");

    /// <summary>Sixteen digits and letters from the command's key: the same command never gets two.</summary>
    private static string PaymentReferenceOf(string key)
    {
        var digits = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)), 0, PaymentReferenceBytes);
        return $"{digits[..4]}-{digits[4..8]}-{digits[8..12]}-{digits[12..]}";
    }
}
