using CitizenBonds.Domain.Buyback;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Buyback;

public enum BuybackStepDecision
{
    Wait = 0,
    Bid = 1,

    /// <summary>Less than one token remained.</summary>
    End = 2,

    /// <summary>A reverse auction was cleared.</summary>
    Auction = 3,
}

/// <summary>
/// One look at the market with all the decision saw. Written before the order, so that a crash between the two
/// leaves the key of the order behind; finished with what the order got.
/// </summary>
public sealed class BuybackStepRow
{
    public long ProgrammeId { get; set; }

    /// <summary>From 1, without gaps.</summary>
    public long Number { get; set; }

    /// <summary>By the programme's calendar.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>When it was decided: trades before it counted.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The programme was paused.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Null for a slice.</summary>
    public long? AuctionId { get; set; }

    /// <summary>Decided anew each time the book had moved before the order arrived; part of the order's key.</summary>
    public int Attempt { get; set; }

    /// <summary>Where the log of the series stood; the order counts only if it still does.</summary>
    public long MarketSequence { get; set; }

    /// <summary>The last trade the decision knew of.</summary>
    public long LastTrade { get; set; }

    /// <summary>Offers in the book, cheapest first, as JSON; empty outside continuous trading.</summary>
    public required string Offers { get; set; }

    /// <summary>Null when nothing traded in the window.</summary>
    public long? ReferenceYen { get; set; }

    public long WindowTokens { get; set; }

    public int WindowTrades { get; set; }

    /// <summary>Trades left out of the reference, with the reason, as JSON.</summary>
    public required string Excluded { get; set; }

    public BuybackStepDecision Decision { get; set; }

    public BuybackWait? WaitReason { get; set; }

    public long? BidPriceYen { get; set; }

    public long? BidTokens { get; set; }

    public long? OrderSequence { get; set; }

    /// <summary>Code of the market's refusal of the order; null when it was accepted.</summary>
    public string? Refusal { get; set; }

    public long BoughtTokens { get; set; }

    public long PaidYen { get; set; }

    /// <summary>Of the programme, after the step.</summary>
    public long SpentYen { get; set; }

    /// <summary>Null while the order is on its way.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class BuybackStepRowTable : IEntityTypeConfiguration<BuybackStepRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<BuybackStepRow> builder)
    {
        builder.ToTable("buyback_steps");
        builder.HasKey(row => new { row.ProgrammeId, row.Number });
        builder.Property(row => row.Offers).HasColumnType("jsonb");
        builder.Property(row => row.Excluded).HasColumnType("jsonb");
    }
}
