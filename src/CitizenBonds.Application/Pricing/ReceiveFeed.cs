using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Pricing;

/// <summary>Why a feed's file takes nothing, in order of precedence.</summary>
public enum FeedImportRefusal
{
    NotAllowed = 1,

    /// <summary>Nobody said where the figures come from.</summary>
    SourceMissing = 2,

    /// <summary>Larger than one import takes.</summary>
    FileTooLarge = 3,

    /// <summary>The argument "row" names the first row that is not of this form.</summary>
    Unreadable = 4,
}

/// <param name="Text">The file, see <see cref="FeedFile"/>.</param>
/// <param name="Source">Where the figures were published.</param>
public sealed record ReceiveFeedCommand(string Text, string? Source);

/// <param name="Accepted">Items that count from now on.</param>
/// <param name="Unchanged">Items that were held already, value for value.</param>
/// <param name="HeldBack">Items that price nothing until two people let them through.</param>
public sealed record ReceivedFeed(int Accepted, int Unchanged, int HeldBack);

/// <summary>
/// Takes prices and yields from outside. What is plausible counts at once; anything else goes into quarantine with its
/// fault, raises the alarm that every page about prices shows, and writes to those who look after feeds.
/// </summary>
public sealed class ReceiveFeed(
    CommandRunner commands, [FromKeyedServices(RealTime.Key)] TimeProvider realTime)
{
    public const int SourceLengthMax = 300;

    /// <summary>Characters one file may have.</summary>
    public const int FileLengthMax = FeedFile.CharactersMax;

    public Task<Outcome<ReceivedFeed>> ExecuteAsync(
        ReceiveFeedCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(ReceiveFeed), key, input, actor.UserId, now),
            (portal, token) => ReceiveAsync(portal, input, actor, now, token),
            cancellationToken);

    private async Task<Outcome<ReceivedFeed>> ReceiveAsync(
        PortalContext portal,
        ReceiveFeedCommand input,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Treasury) && !actor.Is(PortalRole.Operator))
            return Refusal.Of(FeedImportRefusal.NotAllowed);
        var (source, sourceFault) = TypedText.Line(input.Source, SourceLengthMax);
        if (sourceFault is not null) return Refusal.Of(FeedImportRefusal.SourceMissing);
        if (input.Text.Length > FileLengthMax) return Refusal.Of(FeedImportRefusal.FileTooLarge);
        var (items, faultyRow) = FeedFile.Read(input.Text);
        if (faultyRow > 0 || items.Count == 0)
            return Refusal.Of(FeedImportRefusal.Unreadable, ("row", (long)Math.Max(1, faultyRow)));

        // Not null: there was no fault of the source.
        return await FeedIntake.TakeAsync(
            portal, items, source!, actor.UserId, now, realTime.GetUtcNow(), cancellationToken);
    }
}
