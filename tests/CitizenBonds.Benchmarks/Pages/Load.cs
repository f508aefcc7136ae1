using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace CitizenBonds.Benchmarks.Pages;

/// <param name="PerSecond">Answers a second, all connections together.</param>
internal sealed record LoadResult(double PerSecond, double MedianMicroseconds, double P99Microseconds);

/// <summary>
/// Asks over connections that are kept, each as soon as it is answered, on bare sockets: the server is what is
/// measured.
/// </summary>
internal static class Load
{
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <param name="pathOf">From the connection and its count of requests.</param>
    /// <param name="encoding">What the client says it unpacks.</param>
    public static async Task<LoadResult> RunAsync(
        int port, int connections, TimeSpan duration, Func<int, int, string> pathOf, string encoding = "br")
    {
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var watch = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(n => Task.Run(() => AskAsync(port, n, until, pathOf, encoding))));
        var seconds = watch.Elapsed.TotalSeconds;
        var sorted = latencies.SelectMany(list => list).Order().ToArray();
        return new LoadResult(sorted.Length / seconds, At(sorted, 0.5), At(sorted, 0.99));
    }

    private static double At(long[] sorted, double share) =>
        sorted[(int)((sorted.Length - 1) * share)] * 1e6 / Stopwatch.Frequency;

    private static async Task<List<long>> AskAsync(
        int port, int connection, long until, Func<int, int, string> pathOf, string encoding)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port);
        var buffer = new byte[1024 * 1024];
        var latencies = new List<long>(100_000);
        for (var count = 0; Stopwatch.GetTimestamp() < until; count++)
        {
            var request = RequestFor(pathOf(connection, count), port, encoding);
            var began = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            var length = 0;
            do
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(length));
                if (received == 0) throw new InvalidOperationException("The server closed the connection.");
                length += received;
            }
            while (!IsComplete(buffer.AsSpan(0, length)));
            latencies.Add(Stopwatch.GetTimestamp() - began);
        }

        return latencies;
    }

    public static byte[] RequestFor(string path, int port, string encoding = "br") => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: {encoding}\r\nAccept-Language: en\r\n\r\n");

    /// <summary>By its Content-Length, or by the last chunk.</summary>
    public static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        if (!answer.StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException(Encoding.ASCII.GetString(answer[..end]));
        var head = answer[..end];
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0) return answer.EndsWith("0\r\n\r\n"u8);
        var length = 0;
        foreach (var digit in head[(at + 16)..])
        {
            if (digit is < (byte)'0' or > (byte)'9') break;
            length = (length * 10) + digit - '0';
        }

        return answer.Length >= end + 4 + length;
    }
}
