namespace CitizenBonds.Domain.Ledger;

/// <summary>A line of <c>anchors.ndjson</c>: a block hash somebody outside the portal has kept.</summary>
public readonly record struct ExportedAnchor(long Height, Hash256 Hash);
