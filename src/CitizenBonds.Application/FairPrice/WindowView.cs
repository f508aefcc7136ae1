using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.FairPrice;

/// <summary>What everybody may see of the window.</summary>
/// <param name="History">Oldest first; the last is the one in force.</param>
/// <param name="BrokenAt">The first publication that does not follow from the one before; null when all do.</param>
public sealed record WindowView(
    IReadOnlyList<WindowPriceView> History, long? BrokenAt, WindowReserve Reserve,
    IReadOnlyList<WindowMinerLine> Miners, IReadOnlyList<WindowBallotLine> Ballots, IReadOnlyList<WindowDealLine> Deals)
{
    /// <summary>Null before the first publication.</summary>
    public WindowPriceView? Current => History is [.., var last] ? last : null;
}

/// <param name="Account">Public number of the reserve's account; null before the first deal.</param>
/// <param name="Outstanding">Tokens given out and not come back.</param>
public sealed record WindowReserve(string? Account, Money Cash, Quantity Outstanding);

public sealed record WindowMinerLine(
    long Id, string Name, long TerahashesPerSecond, string Evidence, DateTimeOffset RegisteredAt);

/// <param name="CountedAt">Null while it is open.</param>
/// <param name="Constant">Null without a result.</param>
/// <param name="Votes">How many have voted.</param>
public sealed record WindowBallotLine(
    long Id, DateTimeOffset OpenedAt, DateTimeOffset ClosesAt, long CloseHeight, Rate Quorum, int NoticeBlocks,
    DateTimeOffset? CountedAt, ConstantVoteRefusal? Refusal, double? Constant, long? TerahashesVoted,
    long? TerahashesRegistered, long? EffectiveHeight, int Votes);

/// <param name="PriceNumber">The publication it was dealt under.</param>
public sealed record WindowDealLine(
    long Id, DateTimeOffset DealtAt, WindowDirection Direction, Quantity Tokens, Money PaidPerToken, Money Amount,
    long TransferId, long PriceNumber);
