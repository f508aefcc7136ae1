using CitizenBonds.Data.Mining;

namespace CitizenBonds.Application.Mining;

/// <summary>Where the portal stands with the Bitcoin chain.</summary>
/// <param name="Tip">Null before the first header.</param>
/// <param name="Waiting">The next key block when it is held already, but too few blocks stand on it; else null.</param>
/// <param name="Confirmations">Blocks on <paramref name="Waiting"/>.</param>
/// <param name="IsSilent">No new header for longer than a working feed would take.</param>
/// <param name="Replaced">Headers that were followed once and lost to a branch with more work.</param>
public sealed record ChainView(
    MiningChainState State, long? Base, long? Tip, DateTimeOffset? TipTime, long? LastKeyHeight, long? Waiting,
    long Confirmations, DateTimeOffset? ReceivedAt, string Source, bool IsSilent, long? ForkHeight, int Replaced);
