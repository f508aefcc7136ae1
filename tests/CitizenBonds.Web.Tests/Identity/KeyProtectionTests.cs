using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CitizenBonds.Testing.Postgres;
using Npgsql;

namespace CitizenBonds.Web.Tests.Identity;

public sealed class KeyProtectionTests(PortalDatabases databases)
{
    private const string Password = "a password of the certificate";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_WithACertificate_LieEncryptedInTheDatabaseAndStillSignIn()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".p12");
        try
        {
            await File.WriteAllBytesAsync(file, MakeCertificate(), Cancellation);
            await using var portal = await StartAsync(file);
            await portal.AddPersonAsync("keys@town.example", Data.Identity.PortalRole.Citizen, Cancellation);
            using var browser = portal.Browse();
            await browser.SignInAsync("keys@town.example", PortalApp.Password);

            var keys = await KeysAsync(portal);
            Assert.NotEmpty(keys);
            Assert.All(keys, key => Assert.Contains("EncryptedData", key, StringComparison.Ordinal));
            Assert.All(keys, key => Assert.DoesNotContain("<value>", key, StringComparison.Ordinal)); // A plain secret.
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Start_WithACertificateThatIsNotThere_SaysSo()
    {
        await using var portal = await StartAsync("/no/such.p12");

        var failure = Assert.Throws<InvalidOperationException>(() => portal.Services);
        Assert.Contains("/no/such.p12", failure.Message, StringComparison.Ordinal);
    }

    private Task<PortalApp> StartAsync(string file) => PortalApp.StartAsync(
        databases, Cancellation, settings: new Dictionary<string, string?>
        {
            ["DataProtection:CertificateFile"] = file,
            ["DataProtection:CertificatePassword"] = Password,
        });

    private static byte[] MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=keys of a test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(130));
        return certificate.Export(X509ContentType.Pkcs12, Password);
    }

    private static async Task<List<string>> KeysAsync(PortalApp portal)
    {
        await using var connection = new NpgsqlConnection(portal.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("select xml from identity.data_protection_keys", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var keys = new List<string>();
        while (await reader.ReadAsync(Cancellation)) keys.Add(reader.GetString(0));
        return keys;
    }
}
