using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Pricing.TechnicalValue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.MiningBonds;

/// <summary>One signed score. Append only.</summary>
public sealed class TechnicalRecordRow
{
    public long SeriesId { get; set; }

    public long Number { get; set; }

    /// <summary>Null for a peer.</summary>
    public TechnicalCriterion? Criterion { get; set; }

    /// <summary>Empty for a criterion.</summary>
    public required string Peer { get; set; }

    public decimal Score { get; set; }

    public required string Evidence { get; set; }

    public DateOnly ScoredOn { get; set; }

    public Guid Author { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public required byte[] PreviousHash { get; set; }

    public required byte[] Hash { get; set; }

    public TechnicalRecord ToRecord() => new(
        SeriesId, Number, Criterion, Peer, Score, Evidence, ScoredOn, Author, RecordedAt,
        Hash256.FromBytes(PreviousHash));
}

internal sealed class TechnicalRecordRowTable : IEntityTypeConfiguration<TechnicalRecordRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<TechnicalRecordRow> builder)
    {
        builder.ToTable("technical_records");
        builder.HasKey(row => new { row.SeriesId, row.Number });
        builder.Property(row => row.Score).HasPrecision(5, 2);
    }
}
