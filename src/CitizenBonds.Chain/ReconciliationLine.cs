using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Custody;

namespace CitizenBonds.Chain;

/// <summary>Ledger and chain of one series, for the page.</summary>
/// <param name="Contract">Its address.</param>
/// <param name="Books">Null while the contract is being prepared.</param>
public sealed record ReconciliationLine(string Isin, BothNames Title, string? Contract, ReconciliationRow? Books);
