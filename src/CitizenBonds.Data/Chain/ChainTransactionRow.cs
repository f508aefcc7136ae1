using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Chain;

/// <summary>Something the portal wants carried out on the chain, once.</summary>
public sealed class ChainTransactionRow
{
    public long Id { get; set; }

    /// <summary>What it is for; the same intent is never planned twice.</summary>
    public required string Intent { get; set; }

    public required string Sender { get; set; }

    /// <summary>Null creates a contract.</summary>
    public string? Recipient { get; set; }

    public required byte[] Content { get; set; }

    public long GasLimit { get; set; }

    /// <summary>Null until it is its turn; written before anything is signed.</summary>
    public long? Nonce { get; set; }

    public ChainTransactionState State { get; set; }

    /// <summary>Null while it is in no block, as the next two.</summary>
    public long? BlockNumber { get; set; }

    public string? BlockHash { get; set; }

    public string? TransactionHash { get; set; }

    public DateTimeOffset PlannedAt { get; set; }
}

internal sealed class ChainTransactionRowTable : IEntityTypeConfiguration<ChainTransactionRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ChainTransactionRow> builder)
    {
        builder.ToTable("chain_transactions");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
