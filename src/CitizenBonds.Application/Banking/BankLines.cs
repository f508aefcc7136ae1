using System.Globalization;
using CitizenBonds.Data;
using CitizenBonds.Data.Banking;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Banking;

/// <summary>What booking and assigning lines of the bank statement have in common.</summary>
internal static class BankLines
{
    /// <summary>The investor a message names, if somebody with a checked identity has that code.</summary>
    public static async Task<InvestorRow?> FindOwnerAsync(
        PortalContext portal, string message, CancellationToken cancellationToken) =>
        DepositCode.FindIn(message) is { } id
            ? await portal.Investors
                .FromSql($"select * from portal.investors where id = {id} for no key update")
                .SingleOrDefaultAsync(row => row.IdentityState == IdentityState.Approved, cancellationToken)
            : null;

    public static Task<BankLineRow?> LockAsync(PortalContext portal, long id, CancellationToken cancellationToken) =>
        portal.BankLines
            .FromSql($"select * from identity.bank_lines where id = {id} for update")
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Without the characters no bank sends and no database keeps.</summary>
    public static string Readable(string text) => string.Concat(text.Where(sign => !char.IsControl(sign))).Trim();

    public static async Task PostAsync(
        PortalContext portal, BankLineRow line, AccountPlan from, AccountPlan to, LedgerReason reason,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var accounts = await AccountBook.OpenAsync(portal, [from, to], cancellationToken);
        var reference = string.Create(CultureInfo.InvariantCulture, $"bank line {line.Id}");
        var transfer = new NewTransfer(accounts[0], accounts[1], line.AmountYen, reason, reference);
        if (await LedgerWriter.PostAsync(portal, [transfer], now, cancellationToken) is { } shortfall)
            throw new InvalidOperationException($"Account {shortfall.AccountId} lacks {shortfall.Missing}.");
    }
}
