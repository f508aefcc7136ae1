namespace CitizenBonds.Verifier.Commands;

/// <summary>One cleared reverse auction of a programme as it is published.</summary>
internal sealed record BuybackAuctionEntry
{
    public required long Id { get; init; }

    public required long TokensMax { get; init; }

    public required long RetailMax { get; init; }

    /// <summary>Null when nothing had traded: then nothing was bought.</summary>
    public long? Reference { get; init; }

    /// <summary>Tokens the limits on concentration still allowed.</summary>
    public required long Room { get; init; }

    /// <summary>Yen: what was announced, or what was left of the target.</summary>
    public required long Budget { get; init; }

    public string? SeedCommitment { get; init; }

    public required string Seed { get; init; }

    public required long Bought { get; init; }

    public required long Paid { get; init; }

    public required IReadOnlyList<OfferEntry> Offers { get; init; }

    internal sealed record OfferEntry
    {
        /// <summary>Earlier offers have the smaller number.</summary>
        public required long Id { get; init; }

        public required bool Retail { get; init; }

        /// <summary>Null in the retail leg, which is paid the average.</summary>
        public long? Price { get; init; }

        public required long Quantity { get; init; }

        public required long Bought { get; init; }

        public long? PaidPrice { get; init; }
    }
}
