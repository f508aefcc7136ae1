using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Custody;

/// <summary>A message somebody was asked to sign. Personal: erased when the account is closed.</summary>
public sealed class WalletQuestionRow
{
    public required string Nonce { get; set; }

    public Guid UserId { get; set; }

    /// <summary>Small letters.</summary>
    public required string Address { get; set; }

    /// <summary>As it was shown.</summary>
    public required string Message { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Null until a wallet was linked with it.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class WalletQuestionRowTable : IEntityTypeConfiguration<WalletQuestionRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<WalletQuestionRow> builder)
    {
        builder.ToTable("wallet_questions", "identity");
        builder.HasKey(row => row.Nonce);
    }
}
