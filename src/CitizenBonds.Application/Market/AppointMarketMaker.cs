using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <param name="SpreadMaxPpm">Of the middle between bid and offer.</param>
/// <param name="PresenceMinPpm">Of continuous trading.</param>
public sealed record AppointMarketMakerCommand(
    long SeriesId, long InvestorId, long SpreadMaxPpm, long SizeMinTokens, long PresenceMinPpm);

/// <param name="FirstDay">The first day that counts.</param>
public sealed record AppointedMarketMaker(long MakerId, DateOnly FirstDay);

/// <summary>The operator writes down what an institution has promised for a series; it counts from the next day on.
/// </summary>
public sealed class AppointMarketMaker(CommandRunner commands)
{
    private const long Whole = 1_000_000;

    public Task<Outcome<AppointedMarketMaker>> ExecuteAsync(
        AppointMarketMakerCommand command, string key, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(AppointMarketMaker), key, command, actor.UserId, now),
            (portal, token) => AppointAsync(portal, command, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<AppointedMarketMaker>> AppointAsync(
        PortalContext portal, AppointMarketMakerCommand command, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Operator)) return Refusal.Of(MarketMakerRefusal.NotTheOperator);
        if (!await portal.Issues.AnyAsync(
            row => row.Id == command.SeriesId && row.State == IssueState.Live, cancellationToken))
            return Refusal.Of(MarketMakerRefusal.SeriesUnknown);
        // Locked: of two appointments at the same time the second waits, and finds the first.
        var investors = await portal.Investors
            .FromSql($"select * from portal.investors where id = {command.InvestorId} for update")
            .ToListAsync(cancellationToken);
        if (investors is not [{ Kind: InvestorKind.Institution, IdentityState: IdentityState.Approved }])
            return Refusal.Of(MarketMakerRefusal.InstitutionUnknown);
        if (!IsShare(command.SpreadMaxPpm) || !IsShare(command.PresenceMinPpm) || command.SizeMinTokens < 1)
            return Refusal.Of(MarketMakerRefusal.TermsUnfit);
        if (await portal.MarketMakers.AnyAsync(
            row => row.SeriesId == command.SeriesId && row.InvestorId == command.InvestorId && row.LastDay == null,
            cancellationToken)) return Refusal.Of(MarketMakerRefusal.AppointedAlready);

        var row = new MarketMakerRow
        {
            SeriesId = command.SeriesId,
            InvestorId = command.InvestorId,
            SpreadMaxPpm = command.SpreadMaxPpm,
            SizeMinTokens = command.SizeMinTokens,
            PresenceMinPpm = command.PresenceMinPpm,
            FirstDay = PortalTime.DayOf(now).AddDays(1),
            AppointedAt = now,
        };
        portal.MarketMakers.Add(row);
        await portal.SaveChangesAsync(cancellationToken);
        return new AppointedMarketMaker(row.Id, row.FirstDay);
    }

    private static bool IsShare(long perMillion) => perMillion is > 0 and <= Whole;
}
