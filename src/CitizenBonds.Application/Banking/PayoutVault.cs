using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CitizenBonds.Domain.Banking;
using Microsoft.AspNetCore.DataProtection;

namespace CitizenBonds.Application.Banking;

/// <summary>Seals and opens bank accounts with the portal's data protection, whose keys live in the database.</summary>
public sealed class PayoutVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("payout-account", "v1");

    internal string Seal(PayoutAccount account) => _protector.Protect(JsonSerializer.Serialize(
        new Kept(account.BankCode, account.BranchCode, account.Kind, account.Number, account.Holder)));

    internal PayoutAccount Open(string sealedText)
    {
        var kept = JsonSerializer.Deserialize<Kept>(_protector.Unprotect(sealedText))
            ?? throw new CryptographicException("A sealed bank account is empty.");
        return PayoutAccount.Read(kept.BankCode, kept.BranchCode, kept.Kind, kept.Number, kept.Holder).Account
            ?? throw new CryptographicException("A sealed bank account does not read.");
    }

    /// <summary>Tells one account from another without saying which it is: for the digest of a command.</summary>
    internal static string Fingerprint(PayoutAccount account, byte[] secret) => Convert.ToHexString(HMACSHA256.HashData(
        secret,
        Encoding.UTF8.GetBytes(
            $"{account.BankCode}{account.BranchCode}{(int)account.Kind}{account.Number}{account.Holder}")));

    private sealed record Kept(
        string BankCode, string BranchCode, PayoutAccountKind Kind, string Number, string Holder);
}
