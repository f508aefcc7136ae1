using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>What a browser without a cache receives for a page: every byte of every answer, headers too.</summary>
internal static partial class FirstVisit
{
    public static async Task<(int Bytes, bool HasChart, bool HasScript)> MeasureAsync(int port, string page)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        http.DefaultRequestHeaders.Add("Accept-Language", "en");
        var html = await http.GetStringAsync(new Uri(page, UriKind.Relative));
        var style = "";
        var files = Linked().Matches(html).Select(match => match.Groups[1].Value)
            .Where(address => address.Contains("/assets/", StringComparison.Ordinal)
                || address.Contains("/_framework/", StringComparison.Ordinal))
            .Distinct().ToList();
        foreach (var file in files.Where(file => file.Contains(".css", StringComparison.Ordinal)))
            style += await http.GetStringAsync(new Uri(file, UriKind.Relative));
        var fonts = Fetched().Matches(style).Select(match => match.Groups[1].Value)
            .Where(address => !address.StartsWith("data:", StringComparison.Ordinal));
        var bytes = await WireBytesAsync(port, page);
        foreach (var file in files.Concat(fonts)) bytes += await WireBytesAsync(port, file);
        return (
            bytes,
            html.Contains("class=\"chart", StringComparison.Ordinal),
            html.Contains("<script", StringComparison.Ordinal));
    }

    private static async Task<int> WireBytesAsync(int port, string path)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port);
        await socket.SendAsync(Load.RequestFor(path, port));
        var buffer = new byte[4 * 1024 * 1024];
        var length = 0;
        do
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (received == 0) throw new InvalidOperationException(Encoding.ASCII.GetString(buffer, 0, length));
            length += received;
        }
        while (!Load.IsComplete(buffer.AsSpan(0, length)));
        return length;
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Linked();

    [GeneratedRegex("url\\([\"']?([^)\"']+)")]
    private static partial Regex Fetched();
}
