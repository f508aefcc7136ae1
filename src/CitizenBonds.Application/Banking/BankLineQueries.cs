using CitizenBonds.Application.Operations;
using CitizenBonds.Data;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Banking;

/// <summary>A line of the bank statement that is nobody's yet.</summary>
/// <param name="ProposedBy">Null until a first person has named the owner.</param>
/// <param name="ProposedCode">The owner they named.</param>
/// <param name="ProposedReturn">Or the bank's number of the transfer back to the payer.</param>
public sealed record SuspenseLine(
    long Id, string BankReference, Money Amount, string Message, DateTimeOffset BookedAt, string? ProposedBy,
    string? ProposedCode, string? ProposedReturn, bool IsProposedByReader);

/// <summary>What lies on the suspense account, oldest first.</summary>
public sealed class BankLineQueries(IDbContextFactory<PortalContext> contexts, PeopleQueries people)
{
    public const int LinesMax = 200;

    public async Task<IReadOnlyList<SuspenseLine>> InSuspenseAsync(Guid reader, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await portal.BankLines.AsNoTracking()
            .Where(row => row.State == BankLineState.InSuspense || row.State == BankLineState.Proposed)
            .OrderBy(row => row.Id)
            .Take(LinesMax)
            .ToListAsync(cancellationToken);
        var names = await people.NamesAsync(rows.Select(row => row.ProposedBy), cancellationToken);
        return rows.ConvertAll(row => new SuspenseLine(
            row.Id,
            row.BankReference,
            Money.FromYen(row.AmountYen),
            row.Message,
            row.BookedAt,
            row.ProposedBy is { } first ? names[first] : null,
            row.ProposedInvestorId is { } investor ? DepositCode.Of(investor) : null,
            row.ReturnReference,
            row.ProposedBy == reader));
    }
}
