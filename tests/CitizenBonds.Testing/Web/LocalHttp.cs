using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CitizenBonds.Testing.Web;

/// <summary>A real HTTP server on a free local port that answers what the test says.</summary>
public sealed class LocalHttp : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _answering;

    public LocalHttp()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = new Uri($"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        probe.Stop();
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _answering = AnswerAsync();
    }

    public Uri Address { get; }

    public string Body { get; set; } = "";

    public int Status { get; set; } = 200;

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _answering;
    }

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                context.Response.StatusCode = Status;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Body));
                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // Stopped while waiting, or the reader went away in the middle.
            }
        }
    }
}
