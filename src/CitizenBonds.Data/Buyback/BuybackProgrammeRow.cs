using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Buyback;

/// <summary>How far a programme has come.</summary>
public enum BuybackProgrammeState
{
    Planned = 0,
    Running = 1,

    /// <summary>Its slices are written down as stopped until it is resumed.</summary>
    Paused = 2,

    /// <summary>Less than one token remained, or the calendar ended.</summary>
    Completed = 3,

    /// <summary>Ended by people.</summary>
    Stopped = 4,
}

/// <summary>One target-seeking programme of the central bank. Its rules are fixed once it is planned.</summary>
public sealed class BuybackProgrammeRow
{
    public long Id { get; set; }

    public long SeriesId { get; set; }

    /// <summary>Whose orders its slices are: an account of the programme's own.</summary>
    public long InvestorId { get; set; }

    public BuybackProgrammeState State { get; set; }

    public long TargetYen { get; set; }

    public long GainPpm { get; set; }

    public decimal Elasticity { get; set; }

    public long MarginPpm { get; set; }

    /// <summary>Most money of one slice.</summary>
    public long SliceMaxYen { get; set; }

    public long ParticipationPpm { get; set; }

    public long ConcentrationPpm { get; set; }

    public int WindowHours { get; set; }

    public DateOnly FirstDay { get; set; }

    public DateOnly LastDay { get; set; }

    public int SlicesPerDay { get; set; }

    /// <summary>What is bought is taken out of circulation; otherwise it is held.</summary>
    public bool Retires { get; set; }

    /// <summary>Face value when the programme was planned; the share that may be bought is of this.</summary>
    public long SeriesOutstandingYen { get; set; }

    /// <summary>Of that, with earlier programmes, retired tokens counted.</summary>
    public long SeriesHeldYen { get; set; }

    public long IssuerOutstandingYen { get; set; }

    public long IssuerHeldYen { get; set; }

    /// <summary>Sum of price times quantity.</summary>
    public long SpentYen { get; set; }

    public long BoughtTokens { get; set; }

    /// <summary>Slices and auctions that bought something.</summary>
    public int Operations { get; set; }

    /// <summary>Number of the last step.</summary>
    public long Steps { get; set; }

    /// <summary>The next slice; null while planned and after the end.</summary>
    public DateTimeOffset? NextAt { get; set; }

    public DateTimeOffset PlannedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class BuybackProgrammeRowTable : IEntityTypeConfiguration<BuybackProgrammeRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<BuybackProgrammeRow> builder)
    {
        builder.ToTable("buyback_programmes");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Elasticity).HasPrecision(6, 3);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
