using CitizenBonds.Data.Messages;
using CitizenBonds.Data.Values;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data.Identity;

/// <summary>People, how they sign in, and letters to them: every table with personal data, and no other.</summary>
public sealed class IdentityContext(DbContextOptions<IdentityContext> options)
    : IdentityUserContext<PortalUser, Guid>(options)
{
    public const string Schema = "identity";

    public const string MessagesSchema = "messages";

    private const int KeyLengthMax = 128;

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<UserSession> Sessions => Set<UserSession>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<DataProtectionKeyRow> DataProtectionKeys => Set<DataProtectionKeyRow>();

    public DbSet<EmailRow> Emails => Set<EmailRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        MapFrameworkTables(builder);
        MapOwnTables(builder);
        SnakeCase.ApplyTo(builder);
        builder.Entity<Membership>().Property(m => m.Role).HasConversion<string>();
    }

    private static void MapFrameworkTables(ModelBuilder builder)
    {
        builder.Entity<PortalUser>(user =>
        {
            user.ToTable("users");
            user.Property(u => u.DisplayName).HasMaxLength(100);
            user.Property(u => u.Language).HasMaxLength(2);
            user.HasIndex(u => u.NormalizedUserName).HasDatabaseName("users_normalized_user_name").IsUnique();
            user.HasIndex(u => u.NormalizedEmail).HasDatabaseName("users_normalized_email").IsUnique();
        });
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");

        // The framework's third schema version, spelled out: it is read from service options otherwise, and migrations
        // run without services.
        builder.Entity<PortalUser>().Property(u => u.PhoneNumber).HasMaxLength(256);
        builder.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.ToTable("user_logins");
            login.Property(l => l.LoginProvider).HasMaxLength(KeyLengthMax);
            login.Property(l => l.ProviderKey).HasMaxLength(KeyLengthMax);
        });
        builder.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.ToTable("user_tokens");
            token.Property(t => t.LoginProvider).HasMaxLength(KeyLengthMax);
            token.Property(t => t.Name).HasMaxLength(KeyLengthMax);
        });
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("user_passkeys").HasKey(p => p.CredentialId);
            passkey.OwnsOne(p => p.Data).ToJson("data");
            passkey.HasOne<PortalUser>().WithMany().HasForeignKey(p => p.UserId);
        });
    }

    private static void MapOwnTables(ModelBuilder builder)
    {
        builder.Entity<Membership>(membership =>
        {
            membership.ToTable("memberships").HasKey(m => new { m.UserId, m.Role });
            membership.HasOne<PortalUser>().WithMany().HasForeignKey(m => m.UserId);
        });
        builder.Entity<UserSession>(session =>
        {
            session.ToTable("sessions").HasKey(s => s.Id);
            session.HasOne<PortalUser>().WithMany().HasForeignKey(s => s.UserId);
        });
        builder.Entity<ApiKeyRow>(key =>
        {
            key.ToTable("api_keys").HasKey(k => k.Id);
            key.HasOne<PortalUser>().WithMany().HasForeignKey(k => k.UserId);
        });
        builder.Entity<DataProtectionKeyRow>().ToTable("data_protection_keys").HasKey(k => k.Id);
        builder.Entity<EmailRow>(email =>
        {
            email.ToTable("emails", MessagesSchema).HasKey(e => e.Id);
            email.HasIndex(e => e.EventKey).IsUnique();
            email.HasIndex(e => new { e.ToUser, e.Id });
        });
    }
}
