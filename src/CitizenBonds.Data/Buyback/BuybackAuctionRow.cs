using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Buyback;

public enum BuybackAuctionState
{
    Open = 0,
    Cleared = 1,
}

/// <summary>One reverse auction of a programme: announced with its maxima, cleared when it closes.</summary>
public sealed class BuybackAuctionRow
{
    public long Id { get; set; }

    public long ProgrammeId { get; set; }

    public BuybackAuctionState State { get; set; }

    public long TokensMax { get; set; }

    public long BudgetMaxYen { get; set; }

    public long RetailMaxTokens { get; set; }

    public DateTimeOffset AnnouncedAt { get; set; }

    public DateTimeOffset ClosesAt { get; set; }

    /// <summary>SHA-256 of the seed of the retail leg's draw, published with the announcement.</summary>
    public required byte[] SeedCommitment { get; set; }

    /// <summary>This and all below: null until cleared.</summary>
    public byte[]? Seed { get; set; }

    /// <summary>Null also when nothing had traded: then nothing is bought.</summary>
    public long? ReferenceYen { get; set; }

    public long? RoomTokens { get; set; }

    /// <summary>The budget announced, or what remained of the target if that was less.</summary>
    public long? BudgetYen { get; set; }

    public long? OfferedTokens { get; set; }

    public long? BoughtTokens { get; set; }

    public long? PaidYen { get; set; }

    public long? AverageYen { get; set; }

    public long? MarginalYen { get; set; }

    public long? AllocationPpm { get; set; }

    public DateTimeOffset? ClearedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class BuybackAuctionRowTable : IEntityTypeConfiguration<BuybackAuctionRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<BuybackAuctionRow> builder)
    {
        builder.ToTable("buyback_auctions");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
