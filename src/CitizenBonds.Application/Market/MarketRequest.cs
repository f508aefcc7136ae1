using CitizenBonds.Domain.Market;

namespace CitizenBonds.Application.Market;

internal enum MarketRequestKind
{
    Place = 1,
    Cancel = 2,
    Halt = 3,
    Resume = 4,

    /// <summary>Do whatever the trading day asks for.</summary>
    Step = 5,
}

/// <summary>A command on its way to the writer of its series.</summary>
internal sealed record MarketRequest
{
    public const int ClientIdLengthMax = 80;

    public required long SeriesId { get; init; }

    public required MarketRequestKind Kind { get; init; }

    /// <summary>The signed-in person; empty for the system.</summary>
    public Guid User { get; init; }

    /// <summary>The idempotency key.</summary>
    public string ClientId { get; init; } = "";

    public OrderSide Side { get; init; }

    public OrderType Type { get; init; }

    public long Price { get; init; }

    public long Quantity { get; init; }

    public DateOnly? GoodTill { get; init; }

    /// <summary>
    /// The order counts only while the log of the series stands at this number; null for an ordinary one.
    /// </summary>
    public long? OnlyAt { get; init; }

    /// <summary>Of a cancel.</summary>
    public long OrderSequence { get; init; }
}
