using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Investors;

public sealed record OpenInvestorCommand(InvestorKind Kind);

public sealed record OpenedInvestor(long InvestorId);

/// <summary>Gives a person an investor's place and accounts, once; asked again it answers the same.</summary>
public sealed class OpenInvestor(CommandRunner commands)
{
    public Task<Outcome<OpenedInvestor>> ExecuteAsync(
        OpenInvestorCommand command, Guid actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(OpenInvestor), $"open-investor-{actor:N}", command, actor, now),
            (portal, token) => OpenAsync(portal, command, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<OpenedInvestor>> OpenAsync(
        PortalContext portal, OpenInvestorCommand command, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await portal.Investors.SingleOrDefaultAsync(row => row.UserId == actor, cancellationToken);
        if (investor is null)
        {
            investor = new InvestorRow { UserId = actor, Kind = command.Kind, CreatedAt = now };
            portal.Investors.Add(investor);
            await portal.SaveChangesAsync(cancellationToken);
        }

        await AccountBook.OpenAsync(
            portal,
            [AccountPlan.InvestorCash(investor.Id), AccountPlan.InvestorHold(investor.Id)],
            cancellationToken);
        return new OpenedInvestor(investor.Id);
    }
}
