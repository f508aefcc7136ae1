using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.FairPrice;

/// <summary>A registered miner: who may vote on k, and with what weight. Public.</summary>
public sealed class WindowMinerRow
{
    public long Id { get; set; }

    public long InvestorId { get; set; }

    public required string Name { get; set; }

    public long TerahashesPerSecond { get; set; }

    /// <summary>Where the hash rate was proved.</summary>
    public required string Evidence { get; set; }

    public Guid RegisteredBy { get; set; }

    public DateTimeOffset RegisteredAt { get; set; }
}

internal sealed class WindowMinerRowTable : IEntityTypeConfiguration<WindowMinerRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<WindowMinerRow> builder)
    {
        builder.ToTable("window_miners");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
