namespace CitizenBonds.Chain.Node;

/// <summary>The node answered, and the answer is no.</summary>
public sealed class ChainRefusedException : Exception
{
    public ChainRefusedException()
    {
    }

    public ChainRefusedException(string message)
        : base(message)
    {
    }

    public ChainRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What a reverted call returned; empty when there was nothing.</summary>
    public IReadOnlyList<byte> Answer { get; init; } = [];
}
