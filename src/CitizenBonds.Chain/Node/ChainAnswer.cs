namespace CitizenBonds.Chain.Node;

/// <summary>What came of one of several questions asked together: bytes, or the reason why there are none.</summary>
/// <param name="Bytes">Null when refused.</param>
public sealed record ChainAnswer(byte[]? Bytes, ChainRefusedException? Refusal);
