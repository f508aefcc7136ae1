using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>What a draft means.</summary>
/// <param name="Terms">The bond alone, as soon as its own fields can be read: enough to simulate.</param>
/// <param name="Price">Of one token.</param>
/// <param name="Issue">Null while there is a fault.</param>
/// <param name="Faults">All of them, in the order of the form.</param>
public sealed record DraftReading(
    BondTerms? Terms, Money? Price, ProposedIssue? Issue, IReadOnlyList<DraftFault> Faults)
{
    public DraftFault? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field);
}
