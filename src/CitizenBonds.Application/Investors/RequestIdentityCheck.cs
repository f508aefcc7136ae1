using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Investors;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Investors;

/// <param name="MunicipalityCode">Official code of the place of residence; null when the portal does not know
/// it.</param>
public sealed record RequestIdentityCheckCommand(
    string FullName, DateOnly BirthDate, string Address, string? MunicipalityCode);

public sealed record IdentityCheckResult(long CheckId, IdentityState State);

/// <summary>Takes in what an identity check needs. A demonstration approves a citizen's in the same breath.</summary>
public sealed class RequestIdentityCheck(CommandRunner commands, PortalRules rules)
{
    public Task<Outcome<IdentityCheckResult>> ExecuteAsync(
        RequestIdentityCheckCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(RequestIdentityCheck), key, command, actor, now),
            (portal, token) => RequestAsync(portal, command, actor, now, token),
            cancellationToken);

    private async Task<Outcome<IdentityCheckResult>> RequestAsync(
        PortalContext portal,
        RequestIdentityCheckCommand command,
        Guid actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return Refusal.Of(InvestorRefusal.NotOpened);
        if (IdentityCheckRules.FindRefusal(
            investor.Kind, investor.IdentityState, command, PortalTime.DayOf(now)) is { } refusal)
            return Refusal.Of(refusal);
        var residence = await FindResidenceAsync(portal, command.MunicipalityCode, cancellationToken);
        if (residence is null && !string.IsNullOrWhiteSpace(command.MunicipalityCode))
            return Refusal.Of(IdentityCheckRefusal.MunicipalityUnknown);

        var check = new IdentityCheckRow
        {
            UserId = actor,
            FullName = command.FullName.Trim(),
            BirthDate = command.BirthDate,
            Address = command.Address.Trim(),
            ResidenceIssuerId = residence,
            State = IdentityState.Waiting,
            RequestedAt = now,
        };
        portal.IdentityChecks.Add(check);
        investor.IdentityState = IdentityState.Waiting;
        // An institution becomes a professional by it: that is always the operator's word.
        if (rules.ApprovesIdentityByItself && investor.Kind == InvestorKind.Citizen)
            IdentityDecision.Approve(portal, investor, check, decidedBy: null, now);
        await portal.SaveChangesAsync(cancellationToken);
        return new IdentityCheckResult(check.Id, check.State);
    }

    private static Task<long?> FindResidenceAsync(
        PortalContext portal, string? code, CancellationToken cancellationToken) =>
        portal.Issuers
            .Where(row => row.Code == code
                && (row.Kind == IssuerKind.Municipality || row.Kind == IssuerKind.DesignatedCity))
            .Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);
}
