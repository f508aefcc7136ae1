using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace CitizenBonds.Web.Startup;

/// <summary>
/// Encrypts the keys that lie in the database, so that a copy of it cannot forge a sign-in. Configuration section
/// "DataProtection": CertificateFile (PKCS #12 with an RSA key), CertificatePassword, and EarlierCertificateFiles with
/// the same password, which only read what was written before a change of certificate.
/// </summary>
internal static class KeyProtection
{
    private const string Section = "DataProtection";

    public static IDataProtectionBuilder ProtectKeys(this IDataProtectionBuilder keys, IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section["CertificateFile"] is not { Length: > 0 } file) return keys;
        var password = section["CertificatePassword"];
        var earlier = section.GetSection("EarlierCertificateFiles").Get<string[]>() ?? [];
        return keys
            .ProtectKeysWithCertificate(Load(file, password))
            .UnprotectKeysWithAnyCertificate([.. earlier.Select(one => Load(one, password))]);
    }

    private static X509Certificate2 Load(string file, string? password)
    {
        if (!File.Exists(file)) throw new InvalidOperationException($"{Section}: there is no certificate {file}.");
        var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
        using var key = certificate.GetRSAPrivateKey();
        return key is not null
            ? certificate
            : throw new InvalidOperationException($"{Section}: {file} holds no RSA key, so it cannot read keys back.");
    }
}
