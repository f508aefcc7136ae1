using System.Globalization;
using System.Net;
using CitizenBonds.Domain.Mining;

namespace CitizenBonds.Application.Mining;

/// <summary>A node's REST interface: <c>/rest/headers/COUNT/HASH.bin</c>.</summary>
internal static class NodeByRest
{
    private const int HeadersPerCallMax = 2_000;
    private const int AnswerBytesMax = HeadersPerCallMax * BlockHeader.Length;

    /// <returns>The block asked for and what the node's chain has after it; empty when the node does not know it.
    /// </returns>
    public static async Task<IReadOnlyList<BlockHeader>> AskAsync(
        HttpClient http, Uri node, string hash, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"rest/headers/{HeadersPerCallMax}/{hash}.bin");
        using var answer = await http.GetAsync(
            new Uri(node, path), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound) return [];
        answer.EnsureSuccessStatusCode();
        await answer.Content.LoadIntoBufferAsync(AnswerBytesMax, cancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (bytes.Length % BlockHeader.Length != 0)
            throw new HttpRequestException($"The node answered {bytes.Length} bytes, which are no headers.");
        return [.. bytes.Chunk(BlockHeader.Length).Select(chunk => BlockHeader.FromBytes(chunk))];
    }
}
