using CitizenBonds.Application.Commands;

namespace CitizenBonds.Application.Offerings;

/// <summary>One thing wrong with a draft.</summary>
/// <param name="Field">A property of <see cref="IssueDraftFields"/>.</param>
public sealed record DraftFault(string Field, Refusal Refusal);
