using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

/// <summary>Why arrived bitcoin is not booked, in order of precedence.</summary>
public enum BitcoinRefusal
{
    NotTheOperator = 1,

    /// <summary>Not 64 hexadecimal digits.</summary>
    TransactionUnreadable = 2,

    /// <summary>Not a whole number of satoshi from 1 to 21 million coins.</summary>
    AmountUnreadable = 3,

    /// <summary>This transaction was booked before.</summary>
    BookedBefore = 4,
}

public sealed record BookBitcoinCommand(string? TransactionId, string? Satoshi);

public sealed record BookedBitcoin(string TransactionId, long Satoshi);

/// <summary>
/// The operator books what the treasury sent to the portal's wallet: coupons are paid from it. A transaction counts
/// once.
/// </summary>
public sealed class BookBitcoin(CommandRunner commands)
{
    private const long SatoshiMax = 21_000_000L * 100_000_000;

    public Task<Outcome<BookedBitcoin>> ExecuteAsync(
        BookBitcoinCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(BookBitcoin), key, input, actor.UserId, now),
            (portal, token) => BookAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<BookedBitcoin>> BookAsync(
        PortalContext portal, BookBitcoinCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Operator)) return Refusal.Of(BitcoinRefusal.NotTheOperator);
        if (Hash256.FromHex((input.TransactionId ?? "").Trim()) is not { } transaction)
            return Refusal.Of(BitcoinRefusal.TransactionUnreadable);
        var (amount, fault) = TypedText.Number(input.Satoshi, 1, SatoshiMax, decimalsMax: 0);
        if (fault is not null || amount is null) return Refusal.Of(BitcoinRefusal.AmountUnreadable);
        // One booking at a time: the second of two equal ones finds the first.
        _ = await MiningChains.LockAsync(portal, cancellationToken);
        var id = transaction.ToString();
        if (await portal.BitcoinReceipts.AnyAsync(row => row.TransactionId == id, cancellationToken))
            return Refusal.Of(BitcoinRefusal.BookedBefore);

        var satoshi = (long)amount.Value;
        var issuer = await NationalIssuer.FindOrOpenAsync(portal, cancellationToken);
        var wallet = await AccountBook.OpenAsync(portal, AccountPlan.BitcoinWallet, cancellationToken);
        var account = await AccountBook.OpenAsync(portal, AccountPlan.IssuerBitcoin(issuer.Id), cancellationToken);
        portal.BitcoinReceipts.Add(new BitcoinReceiptRow
        {
            TransactionId = id, Satoshi = satoshi, BookedBy = actor.UserId, BookedAt = now,
        });
        await portal.SaveChangesAsync(cancellationToken);
        await LedgerWriter.PostAsync(
            portal, [new(wallet, account, satoshi, LedgerReason.BitcoinReceived, id)], now, cancellationToken);
        return new BookedBitcoin(id, satoshi);
    }
}
