using CitizenBonds.Application.Workers;
using CitizenBonds.Data;
using CitizenBonds.Domain.Mining;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CitizenBonds.Application.Mining;

/// <summary>
/// Follows a Bitcoin node: asks for what comes after the last header held, and where the node no longer knows that one,
/// steps back until it does. An outage is tried again after a pause; nothing is lost, for the chain is read on from
/// where it stands.
/// </summary>
public sealed class HeaderNode(
    MiningFeedSettings settings, IDbContextFactory<PortalContext> contexts, ReceiveHeaders receive, HttpClient http,
    ILogger<HeaderNode> log) : IWorker
{
    /// <summary>How far back the last block both know is looked for; a deeper change is a matter for people.</summary>
    private const int StepsBackMax = 144;

    public string Name => "header-node";

    public TimeSpan Pause => TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if ((settings.Node ?? settings.Rpc) is not { } node) return 0;
        foreach (var (height, hash) in await StartsAsync(cancellationToken))
        {
            var headers = settings.Rpc is null
                ? await NodeByRest.AskAsync(http, node, hash, cancellationToken)
                : await NodeByRpc.AskAsync(http, settings, hash, cancellationToken);
            if (headers.Count == 0) continue; // Not in the node's chain: one step back.
            return await TakeAsync(node, new HeaderBranch(height, headers), now, cancellationToken);
        }

        log.LogWarning("The node {Node} knows none of the last headers", node.Host);
        return 0;
    }

    private async Task<int> TakeAsync(
        Uri node, HeaderBranch branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isNews = branch.Headers.Count > 1 || !await IsHeldAsync(branch, cancellationToken);
        if (!isNews) return 0;
        var outcome = await receive.ExecuteAsync(
            branch, node.Host, $"headers-node-{ReceiveHeaders.DigestOf(branch)}", actor: null, now, cancellationToken);
        if (outcome.AsRefusal is { } refusal)
        {
            log.LogWarning("The headers of {Node} are refused: {Code}", node.Host, refusal.Code);
            return 0;
        }

        return outcome.ValueOrThrow.Added > 0 ? 1 : 0;
    }

    private async Task<bool> IsHeldAsync(HeaderBranch branch, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.MiningHeaders.AnyAsync(row => row.Height == branch.FirstHeight, cancellationToken);
    }

    /// <summary>Blocks to read on from, the newest first.</summary>
    private async Task<IReadOnlyList<(long Height, string Hash)>> StartsAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await portal.MiningHeaders.AsNoTracking()
            .OrderByDescending(row => row.Height)
            .Take(StepsBackMax)
            .Select(row => new { row.Height, row.Header })
            .ToListAsync(cancellationToken);
        return newest.Count == 0
            ? [(settings.StartHeight, BitcoinCheckpoints.All[settings.StartHeight])]
            : newest.ConvertAll(row => (row.Height, BlockHeader.FromBytes(row.Header).DisplayHash));
    }
}
