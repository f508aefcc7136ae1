namespace CitizenBonds.Domain.Ledger;

/// <summary>A line of <c>blocks.ndjson</c>: the header and the hash the portal states for it.</summary>
public sealed record ExportedBlock(LedgerBlock Block, Hash256 StatedHash);
