using System.Diagnostics;
using System.Text.Json.Nodes;

namespace CitizenBonds.Testing.Mail;

/// <summary>A real SMTP server of its own for one test.</summary>
public sealed class MailServer : IAsyncDisposable
{
    public const string User = "portal";
    public const string Password = "what the mail server knows";

    private readonly Process _process;

    private MailServer(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static async Task<MailServer> StartAsync(CancellationToken cancellationToken)
    {
        var script = Path.Combine(
            RepositoryRoot.Path, "tests", "CitizenBonds.Testing", "Mail", "smtp-server.mjs");
        var modules = Path.Combine(RepositoryRoot.Path, "wwwroot-assets", "node_modules");
        var process = Process.Start(new ProcessStartInfo("node", [script, modules, User, Password])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true, // It warns of its own certificate; not read.
        })!; // Null only when a shell is used.
        var first = await ReadAsync(process, cancellationToken);
        return new(process, (int)first["port"]!);
    }

    /// <summary>Waits for the next letter: from, to, isEncrypted, message as it came over the wire.</summary>
    public Task<JsonNode> NextAsync(CancellationToken cancellationToken) => ReadAsync(_process, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static async Task<JsonNode> ReadAsync(Process process, CancellationToken cancellationToken) =>
        JsonNode.Parse(await process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("The mail server ended."))!; // It never prints null.
}
