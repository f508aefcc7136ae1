using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CitizenBonds.Application.Identity;

/// <summary>
/// People and letters, without the web: accounts can be made and letters sent where nobody is browsing.
/// </summary>
public static class IdentityServices
{
    private const int FailedAttemptsMax = 5;

    private static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(15);

    public static IdentityBuilder AddIdentityFeature(this IServiceCollection services)
    {
        services.AddKeyedSingleton(RealTime.Key, TimeProvider.System);
        services.AddDbContext<IdentityContext>((provider, options) =>
            options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<SessionCache>();
        services.AddScoped<UserSessions>();
        services.AddSingleton<ApiKeyCache>();
        services.AddScoped<ApiKeys>();
        services.AddScoped<ApiKeyCheck>();
        services.AddScoped<RegisterAccount>();
        services.AddScoped<ConfirmEmail>();
        services.AddScoped<RequestPasswordReset>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<ConfirmPassword>();
        services.AddScoped<SignInMethods>();
        services.AddScoped<CloseAccount>();
        services.AddScoped<ProvisionAccount>();
        services.AddScoped<IAccountClosureCheck, OfficeClosureCheck>();
        services.AddScoped<IMessageOutbox, MessageOutbox>();
        services.AddScoped<OutboxQueries>();
        return services.AddIdentityCore<PortalUser>(Configure)
            .AddEntityFrameworkStores<IdentityContext>()
            .AddClaimsPrincipalFactory<PortalClaimsFactory>()
            .AddPasswordValidator<CommonPasswords>()
            .AddTokenProvider<DataProtectorTokenProvider<PortalUser>>(TokenOptions.DefaultProvider)
            .AddTokenProvider<PasswordResetTokens>(PasswordResetTokens.ProviderName)
            .AddTokenProvider<AuthenticatorTokenProvider<PortalUser>>(TokenOptions.DefaultAuthenticatorProvider);
    }

    private static void Configure(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.Password = new PasswordOptions
        {
            RequiredLength = PasswordRules.LengthMin,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
            RequiredUniqueChars = 1,
        };
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = ""; // Any: the user name is the address.
        options.SignIn.RequireConfirmedEmail = true;
        options.Lockout.MaxFailedAccessAttempts = FailedAttemptsMax;
        options.Lockout.DefaultLockoutTimeSpan = LockoutTime;
        options.Tokens.PasswordResetTokenProvider = PasswordResetTokens.ProviderName;
        options.ClaimsIdentity.UserIdClaimType = PortalClaims.UserId;
        options.ClaimsIdentity.UserNameClaimType = PortalClaims.UserName;
        options.ClaimsIdentity.RoleClaimType = PortalClaims.Role;
        options.ClaimsIdentity.SecurityStampClaimType = PortalClaims.SecurityStamp;
    }
}
