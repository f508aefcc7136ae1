using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Domain.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Portfolio;

/// <summary>Why a choice of letters is not taken.</summary>
public enum LettersRefusal
{
    /// <summary>Letters about money that left or is late are always sent.</summary>
    MoneyCritical = 1,
}

/// <param name="Off">Kinds of notices of which no letter is wanted; all others are sent.</param>
public sealed record ChooseLettersCommand(IReadOnlyList<NoticeKind> Off);

public sealed record ChosenLetters(IReadOnlyList<NoticeKind> Off);

/// <summary>Sets which notices a person also gets as a letter. The notices in the portal are not touched.</summary>
public sealed class ChooseLetters(CommandRunner commands)
{
    public Task<Outcome<ChosenLetters>> ExecuteAsync(
        ChooseLettersCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(ChooseLetters), key, command, actor, now),
            (portal, token) => ChooseAsync(portal, command, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<ChosenLetters>> ChooseAsync(
        PortalContext portal, ChooseLettersCommand command, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return Refusal.Of(InvestorRefusal.NotOpened);
        if (command.Off.Any(NoticeRules.IsMoneyCritical)) return Refusal.Of(LettersRefusal.MoneyCritical);

        var off = command.Off.Distinct().Where(kind => Enum.IsDefined(kind)).Order().ToList();
        var silences = await portal.NoticeSilences
            .Where(row => row.InvestorId == investor.Id)
            .ToListAsync(cancellationToken);
        portal.NoticeSilences.RemoveRange(silences.Where(row => !off.Contains(row.Kind)));
        foreach (var kind in off.Where(kind => silences.TrueForAll(row => row.Kind != kind)))
            portal.NoticeSilences.Add(new NoticeSilenceRow { InvestorId = investor.Id, Kind = kind, Since = now });
        return new ChosenLetters(off);
    }
}
